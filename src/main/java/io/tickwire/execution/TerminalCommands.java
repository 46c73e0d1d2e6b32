package io.tickwire.execution;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.TerminalCommand;
import io.tickwire.domain.message.TerminalReply;
import io.tickwire.domain.message.TerminalStatus;
import io.tickwire.terminal.ConnectRefusedException;
import io.vertx.core.Future;
import java.util.function.IntSupplier;

/** Connects and disconnects the terminal of an account. Owner: the executor's context. */
public final class TerminalCommands {
    private final GuardedTerminal terminal;
    private final IntSupplier activeOrders;

    public TerminalCommands(GuardedTerminal terminal, IntSupplier activeOrders) {
        this.terminal = terminal;
        this.activeOrders = activeOrders;
    }

    /** Never fails: a refused connection is part of the reply. */
    public Future<TerminalReply> run(TerminalCommand command) {
        Future<TerminalStatus> done =
                switch (command.kind()) {
                    case CONNECT -> terminal.connect(command.server(), command.login(), command.password());
                    case DISCONNECT -> terminal.disconnect();
                    case STATUS -> Future.succeededFuture(terminal.status());
                };
        return done.map(status -> reply(status, null))
                .otherwise(failure -> reply(terminal.status(), refused(command, failure)));
    }

    private TerminalReply reply(TerminalStatus status, Refusal refusal) {
        return new TerminalReply(status, activeOrders.getAsInt(), refusal);
    }

    private static Refusal refused(TerminalCommand command, Throwable failure) {
        String suggestion = failure instanceof ConnectRefusedException known
                ? known.suggestion()
                : "check that the terminal runs and is logged in";
        return Refusal.of(ErrorCode.MT5_CONNECTION_FAILED, "Connection failed: " + failure.getMessage())
                .with("server", command.server())
                .with("login", command.login())
                .with("suggestion", suggestion);
    }
}
