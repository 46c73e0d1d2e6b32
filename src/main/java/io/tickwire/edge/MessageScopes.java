package io.tickwire.edge;

import io.tickwire.domain.Refusal;
import io.tickwire.domain.Scope;
import io.tickwire.domain.message.RiskCommand;
import io.tickwire.domain.message.TerminalCommand;
import io.tickwire.protocol.bridge.BridgeMessage;
import io.tickwire.protocol.ticks.StreamRequest;
import java.util.Optional;

/**
 * What a bridge message asks of its sender. A signal is not here: it is refused with its own answer, where its account is
 * known. Pure.
 */
final class MessageScopes {

    private MessageScopes() {}

    /** Null when the caller may. */
    static Refusal lacking(Caller caller, BridgeMessage message) {
        return needed(message).map(caller::lacks).orElse(null);
    }

    static Optional<Scope> needed(BridgeMessage message) {
        if (message instanceof BridgeMessage.TickData || message instanceof BridgeMessage.AccountInfo) {
            return Optional.of(Scope.FEED);
        }
        if (message instanceof BridgeMessage.Stream stream) {
            return stream.request() instanceof StreamRequest.Ping ? Optional.empty() : Optional.of(Scope.READ);
        }
        if (message instanceof BridgeMessage.Admin admin) {
            return Optional.of(admin.command().kind() == RiskCommand.Kind.REPORT ? Scope.READ : Scope.ADMIN);
        }
        if (message instanceof BridgeMessage.Command command) {
            return Optional.of(command.command().kind() == TerminalCommand.Kind.STATUS ? Scope.READ : Scope.ADMIN);
        }
        return message instanceof BridgeMessage.AccountCommand || message instanceof BridgeMessage.GetTicks
                ? Optional.of(Scope.READ)
                : Optional.empty();
    }
}
