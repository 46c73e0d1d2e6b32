package io.tickwire.edge;

import io.tickwire.config.LimitsConfig;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.edge.frames.FrameHandler;
import io.tickwire.edge.frames.FrameLimits;
import io.tickwire.edge.frames.FrameListener;
import io.tickwire.edge.frames.Received.Part;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.protocol.CloseCode;
import io.tickwire.protocol.json.Decoded;
import io.tickwire.protocol.terminal.LinkCommand;
import io.tickwire.protocol.terminal.LinkCommandCodec;
import io.tickwire.protocol.terminal.LinkMessage;
import io.tickwire.protocol.terminal.LinkMessageCodec;
import io.tickwire.terminal.link.LinkGateway;
import io.tickwire.terminal.link.LinkHub;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The terminal link's socket side: fragments become messages, the first must be a hello, the rest goes to the gateway of
 * its account. An Expert Advisor is slow to answer pings, so it is given three. Owner: the edge's context.
 */
public final class TerminalDoor {
    private static final Logger LOG = LoggerFactory.getLogger(TerminalDoor.class);
    private static final String PROFILE = "terminal";
    private static final int MAX_MESSAGE_BYTES = 1 << 20;
    private static final int MAX_TERMINALS = 256;
    private static final int MISSED_PINGS = 3;
    private static final int ABNORMAL = 1006;
    private static final long HELLO_MS = 10_000;
    private static final long SWEEP_MS = 30_000;

    private final Vertx vertx;
    private final LinkHub hub;
    private final LimitsConfig limits;
    private final Clock clock;
    private final Metrics metrics;
    private final Pace pace;
    private final Turn turn;
    private final Set<TerminalSocket> open = new LinkedHashSet<>();
    private long sweeper = -1;

    public TerminalDoor(Vertx vertx, LinkHub hub, LimitsConfig limits, Clock clock, Metrics metrics) {
        this(vertx, hub, limits, clock, metrics, new Pace(MAX_TERMINALS, HELLO_MS, SWEEP_MS));
    }

    /**
     * How many and how fast.
     *
     * @param terminals that may be connected at once
     * @param helloMs how long a connection may be silent at first
     * @param sweepMs time between two pings
     */
    record Pace(int terminals, long helloMs, long sweepMs) {}

    TerminalDoor(Vertx vertx, LinkHub hub, LimitsConfig limits, Clock clock, Metrics metrics, Pace pace) {
        this.vertx = vertx;
        this.hub = hub;
        this.limits = limits;
        this.clock = clock;
        this.metrics = metrics;
        this.pace = pace;
        this.turn = new Turn(vertx);
    }

    /** A new connection. */
    public void accept(ServerWebSocket socket, FrameHandler frames) {
        TerminalSocket terminal = new TerminalSocket(socket, frames, turn, vertx.getOrCreateContext());
        frames.open(FrameLimits.whole(limits.maxMessageBytes(), MAX_MESSAGE_BYTES), new Ear(terminal));
        if (open.size() >= pace.terminals) {
            metrics.refused("connection", PROFILE);
            terminal.close(CloseCode.NO_ROOM, "more than " + pace.terminals + " terminals");
        } else {
            admit(socket, terminal);
        }
        frames.resume();
    }

    private void admit(ServerWebSocket socket, TerminalSocket terminal) {
        if (sweeper < 0) {
            sweeper = vertx.setPeriodic(pace.sweepMs, tick -> sweep());
        }
        open.add(terminal);
        long deadline = vertx.setTimer(pace.helloMs, late -> silent(terminal));
        socket.closeHandler(v -> {
            vertx.cancelTimer(deadline);
            closed(terminal, socket.closeStatusCode());
        });
    }

    private void silent(TerminalSocket terminal) {
        if (terminal.gateway() == null) {
            terminal.close(CloseCode.POLICY, "no hello within " + pace.helloMs + " ms");
        }
    }

    /** What one terminal says. */
    private final class Ear implements FrameListener {
        private final TerminalSocket terminal;

        Ear(TerminalSocket terminal) {
            this.terminal = terminal;
        }

        @Override
        public void part(Part message) {
            terminal.alive();
            if (open.contains(terminal)) {
                message(terminal, message.payload());
            }
        }

        @Override
        public void pong() {
            terminal.alive();
        }

        @Override
        public void writable() {
            // What is for a terminal is written at once; the sweep closes one that does not read.
        }

        @Override
        public void broken(CloseCode code, String reason) {
            if (code == CloseCode.TOO_BIG) {
                tooLarge(terminal, reason);
            } else {
                metrics.message(PROFILE, "any", "broken");
            }
            cut(terminal, code, reason);
        }
    }

    private void tooLarge(TerminalSocket terminal, String reason) {
        metrics.message(PROFILE, "any", "too_large");
        refuse(
                terminal,
                Refusal.of(ErrorCode.MESSAGE_TOO_LARGE, reason)
                        .with("limit", MAX_MESSAGE_BYTES)
                        .with(
                                "suggestion",
                                "cut messages into frames of at most " + limits.maxMessageBytes()
                                        + " bytes, and send fewer symbols in hello, the rest in symbols messages"));
    }

    private void message(TerminalSocket terminal, byte[] payload) {
        Decoded<LinkMessage> decoded = LinkMessageCodec.decode(payload);
        if (decoded instanceof Decoded.Message<LinkMessage> good) {
            metrics.message(PROFILE, good.value().type(), "ok");
            take(terminal, good.value());
        } else if (decoded instanceof Decoded.Malformed<LinkMessage> bad) {
            metrics.message(PROFILE, bad.type().isEmpty() ? "unknown" : bad.type(), "malformed");
            malformed(terminal, bad.refusal());
        }
    }

    private void malformed(TerminalSocket terminal, Refusal refusal) {
        LOG.warn("terminal link: {}", refusal.message());
        refuse(terminal, refusal.with("suggestion", "see the terminal link's protocol: " + refusal.message()));
        if (terminal.gateway() == null) {
            terminal.close(CloseCode.POLICY, "hello failed: " + refusal.message());
        }
    }

    private void take(TerminalSocket terminal, LinkMessage message) {
        if (terminal.gateway() != null) {
            terminal.gateway().receive(terminal, message);
        } else if (message instanceof LinkMessage.Hello hello) {
            hello(terminal, hello);
        } else {
            malformed(terminal, Refusal.validation("type", "hello as the first message", message.type()));
        }
    }

    private void hello(TerminalSocket terminal, LinkMessage.Hello hello) {
        Optional<LinkGateway> gateway = hub.attach(terminal, hello);
        gateway.ifPresent(terminal::gateway);
        if (gateway.isEmpty()) {
            LOG.warn("terminal link: no terminal of this bridge has account {}", hello.account());
            refuse(
                    terminal,
                    Refusal.of(ErrorCode.FORBIDDEN, "No terminal of this bridge has account " + hello.account())
                            .with("field", "account")
                            .with("suggestion", "set link.login of a terminal of type link to it"));
            terminal.close(CloseCode.POLICY, "unknown account " + hello.account());
        }
    }

    private static void refuse(TerminalSocket terminal, Refusal refusal) {
        terminal.send(LinkCommandCodec.encode(new LinkCommand.Error(refusal)));
    }

    /** Who does not behave may not answer the close either: its terminal is told at once, its socket when it is gone. */
    private void cut(TerminalSocket terminal, CloseCode code, String why) {
        if (open.remove(terminal)) {
            terminal.close(code, why);
            tellGone(terminal, why);
        }
    }

    private void closed(TerminalSocket terminal, Short code) {
        metrics.sessionClosed(PROFILE, code == null ? ABNORMAL : code);
        if (open.remove(terminal)) {
            tellGone(terminal, "closed with " + (code == null ? ABNORMAL : code));
        }
    }

    private static void tellGone(TerminalSocket terminal, String why) {
        if (terminal.gateway() != null) {
            terminal.gateway().lost(terminal, why);
        }
    }

    /** Pings everybody; closes who did not answer three pings, or does not read. */
    private void sweep() {
        long nowNanos = clock.nanos();
        for (TerminalSocket terminal : List.copyOf(open)) {
            if (terminal.ping() >= MISSED_PINGS) {
                cut(terminal, CloseCode.IDLE, "no answer to " + MISSED_PINGS + " pings");
            } else if (terminal.blockedNanos(nowNanos)
                    >= limits.slowConsumerGrace().toNanos()) {
                cut(terminal, CloseCode.SLOW_CONSUMER, "nothing read for too long");
            }
        }
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** Says goodbye to everybody. */
    void closeAll(CloseCode code, String reason) {
        if (sweeper >= 0) {
            vertx.cancelTimer(sweeper);
        }
        List.copyOf(open).forEach(terminal -> terminal.close(code, reason));
    }
}
