package io.tickwire.terminal.simulated;

import io.tickwire.config.SimulatedConfig;
import io.tickwire.domain.message.TerminalStatus;
import io.tickwire.domain.message.TerminalStatus.Status;
import io.tickwire.ops.Clock;
import io.tickwire.terminal.ConnectRefusedException;
import io.tickwire.terminal.OwnerThread;
import io.tickwire.terminal.TerminalEvent;
import io.tickwire.terminal.TerminalUnavailableException;
import java.util.function.Consumer;

/** Whether a paper terminal is connected to its broker, and why not. Owner: the terminal's thread; {@link #status} any. */
final class PaperConnection {
    private final String id;
    private final SimulatedConfig config;
    private final Clock clock;
    private final Consumer<TerminalEvent> events;
    private final Runnable halt;
    private final Runnable flow;
    private final Outages outages;
    private volatile TerminalStatus status;
    private volatile long lastSignMsc;

    /**
     * @param halt called before the connection ends: no more ticks
     * @param flow called when it stands
     */
    PaperConnection(
            String id,
            SimulatedConfig config,
            OwnerThread owner,
            Faults faults,
            Clock clock,
            Consumer<TerminalEvent> events,
            Runnable halt,
            Runnable flow) {
        this.id = id;
        this.config = config;
        this.clock = clock;
        this.events = events;
        this.halt = halt;
        this.flow = flow;
        this.outages = new Outages(owner, faults, this::lost, this::connected);
        this.status = new TerminalStatus(Status.DISCONNECTED, config.server(), 0, "", 0);
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

    boolean isOpen() {
        return status.connected();
    }

    void requireOpen() {
        if (!isOpen()) {
            throw new TerminalUnavailableException(
                    "terminal " + id + " is " + status.status().wire());
        }
    }

    /** The broker gave a sign of life. */
    void alive() {
        lastSignMsc = clock.millis();
    }

    TerminalStatus connect(String server, long login) {
        boolean known = (login == 0 || login == config.login()) && (server.isEmpty() || server.equals(config.server()));
        if (!known) {
            throw new ConnectRefusedException(
                    "Invalid account: login " + login + " on " + server,
                    "this terminal has account " + config.login() + " on " + config.server());
        }
        connected();
        return status;
    }

    private void connected() {
        become(Status.CONNECTED, "", 0);
        outages.connected();
        flow.run();
    }

    private void lost() {
        halt.run();
        become(Status.RECONNECTING, "connection lost", 1);
    }

    /** Loses the connection now; it comes back by itself. */
    void drop() {
        outages.drop();
    }

    TerminalStatus disconnect() {
        halt.run();
        outages.stop();
        become(Status.DISCONNECTED, "", 0);
        return status;
    }

    /** The feed is broken for good. */
    void broke(String why) {
        become(Status.ERROR, why, 0);
    }

    private void become(Status next, String lastError, int attempts) {
        status = new TerminalStatus(next, config.server(), clock.millis(), lastError, attempts);
        events.accept(new TerminalEvent.StatusChanged(status));
    }

    void close() {
        outages.stop();
    }
}
