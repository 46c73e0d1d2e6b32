package io.tickwire.terminal.link;

import io.tickwire.config.LinkConfig;
import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.message.TerminalStatus;
import io.tickwire.domain.message.TerminalStatus.Status;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.CloseCode;
import io.tickwire.protocol.terminal.LinkCommand;
import io.tickwire.protocol.terminal.LinkCommandCodec;
import io.tickwire.protocol.terminal.LinkMessage;
import io.tickwire.protocol.terminal.LinkMessage.Hello;
import io.tickwire.terminal.ConnectRefusedException;
import io.tickwire.terminal.TerminalEvent;
import io.tickwire.terminal.TerminalUnavailableException;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which connection a link has, whether it is wanted, and how it stands. Owner: the gateway's thread; {@link #status}
 * any.
 */
final class LinkState {
    private static final Logger LOG = LoggerFactory.getLogger(LinkState.class);
    private static final int STATE_INTERVAL_MS = 250;

    private final String id;
    private final LinkConfig config;
    private final Clock clock;
    private final TickInflow ticks;
    private final PendingRequests pending;
    private final Consumer<TerminalEvent> events;
    private final LinkBook book;
    private boolean wanted = true;
    private LinkPeer peer;
    private Hello hello;
    private long sessions;
    private int losses;
    private volatile TerminalStatus status;
    private volatile long lastSignMsc;

    LinkState(
            String id,
            LinkConfig config,
            Clock clock,
            TickInflow ticks,
            PendingRequests pending,
            Consumer<TerminalEvent> events) {
        this.id = id;
        this.config = config;
        this.clock = clock;
        this.ticks = ticks;
        this.pending = pending;
        this.events = events;
        this.book = new LinkBook(id, events);
        this.status = new TerminalStatus(Status.DISCONNECTED, "", 0, absence(), 0);
    }

    private String absence() {
        return "no terminal with account " + config.login() + " has dialled in";
    }

    TerminalStatus status() {
        TerminalStatus known = status;
        return new TerminalStatus(
                known.status(),
                known.server(),
                Math.max(known.lastUpdateMsc(), lastSignMsc),
                known.lastError(),
                known.reconnectAttempts());
    }

    boolean isCurrent(LinkPeer other) {
        return peer == other;
    }

    /** Whether there is a terminal, and it is wanted. */
    boolean open() {
        return wanted && peer != null;
    }

    void requireOpen() {
        if (!open()) {
            throw new TerminalUnavailableException(
                    "terminal " + id + " is " + status.status().wire());
        }
    }

    void alive() {
        lastSignMsc = clock.millis();
    }

    BrokerTime time() {
        return new BrokerTime(hello == null ? 0 : hello.utcOffsetSeconds());
    }

    void send(LinkCommand command) {
        peer.send(LinkCommandCodec.encode(command));
    }

    void attach(LinkPeer newcomer, Hello said) {
        String objection = HelloRules.objection(config, said, hello, peer != null);
        if (!objection.isEmpty()) {
            LOG.warn("terminal {}: connection refused: {}", id, objection);
            if (peer == null) {
                become(status.status(), "refused: " + objection);
            }
            newcomer.send(LinkCommandCodec.encode(new LinkCommand.Error(Refusal.of(ErrorCode.FORBIDDEN, objection))));
            newcomer.close(CloseCode.POLICY, objection);
            return;
        }
        if (peer != null) {
            LinkPeer former = peer;
            end("the terminal dialled in again");
            former.close(CloseCode.POLICY, "replaced by a newer connection of account " + said.account());
        }
        peer = newcomer;
        hello = said;
        begin();
    }

    private void begin() {
        alive();
        ticks.begin(hello.epoch());
        LOG.info(
                "terminal {}: account {} on {} dialled in with {} symbols ({}, epoch {})",
                id,
                hello.account(),
                hello.server(),
                hello.symbols().size(),
                hello.eaVersion(),
                hello.epoch());
        send(new LinkCommand.Welcome(id + "-" + ++sessions, config.symbols(), STATE_INTERVAL_MS, (int)
                config.requestTimeout().toMillis()));
        book.list(hello.symbols(), time());
        become(wanted ? Status.CONNECTED : Status.DISCONNECTED, "");
    }

    void lost(LinkPeer gone, String why) {
        if (peer == gone) {
            LOG.warn("terminal {}: connection lost: {}", id, why);
            losses++;
            peer = null;
            // First the state, then its consequences: who learns of a lost order finds the terminal gone.
            become(wanted ? Status.RECONNECTING : Status.DISCONNECTED, why);
            end("connection lost: " + why);
        }
    }

    /** What was sent over the former connection can no longer be proven by it. */
    private void end(String why) {
        peer = null;
        book.forgetMoney();
        pending.failAll(why);
    }

    TerminalStatus connect(String server, long login) {
        boolean known = (login == 0 || login == config.login())
                && (server.isEmpty() || hello == null || server.equals(hello.server()));
        if (!known) {
            throw new ConnectRefusedException(
                    "Invalid account: login " + login + " on " + server,
                    "this terminal has account " + config.login() + (hello == null ? "" : " on " + hello.server()));
        }
        boolean resumes = !wanted;
        wanted = true;
        if (peer == null) {
            throw new ConnectRefusedException(
                    absence(),
                    "start the terminal with account " + config.login()
                            + " and let its expert connect to /terminal/ws of this bridge");
        }
        if (resumes) {
            send(new LinkCommand.Subscribe(config.symbols()));
            send(new LinkCommand.Resync());
        }
        become(Status.CONNECTED, "");
        return status();
    }

    TerminalStatus disconnect() {
        wanted = false;
        ticks.clear();
        become(Status.DISCONNECTED, "");
        pending.failAll("disconnected on request");
        return status();
    }

    private void become(Status next, String lastError) {
        boolean changed = status.status() != next;
        status = new TerminalStatus(next, hello == null ? "" : hello.server(), clock.millis(), lastError, losses);
        if (changed) {
            events.accept(new TerminalEvent.StatusChanged(status));
        }
    }

    /** What the terminal tells by itself. */
    void take(LinkMessage message) {
        if (!book.take(message, time()) && message instanceof Hello) {
            send(new LinkCommand.Error(
                    Refusal.of(ErrorCode.VALIDATION_ERROR, "hello is said once, as the first message")
                            .with("field", "type")));
        }
    }

    List<SymbolSpec> symbols() {
        return book.symbols();
    }

    AccountSnapshot account() {
        return book.account(hello);
    }

    void close() {
        wanted = false;
        if (peer != null) {
            LinkPeer last = peer;
            end("the bridge is going away");
            last.close(CloseCode.GOING_AWAY, "server is going away");
        }
    }
}
