package io.tickwire.edge;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.RiskCommand;
import io.tickwire.domain.message.RiskReport;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.bridge.BridgeMessage;
import io.tickwire.protocol.bridge.BridgeReplies;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.function.BiConsumer;

/** Brakes and risk reports, for the doors that may have them. Owner: the edge's context. */
final class AdminService {
    private final TypedBus bus;
    private final Clock clock;

    AdminService(TypedBus bus, Clock clock) {
        this.bus = bus;
        this.clock = clock;
    }

    /** Asks or tells the executor of an account; {@code by} is who does it. */
    Future<RiskReport> run(String account, RiskCommand command, String by) {
        return bus.request(
                Addresses.risk(account),
                new RiskCommand(
                        command.kind(),
                        command.reason(),
                        by,
                        command.closeAll(),
                        command.reset(),
                        command.expertAdvisor(),
                        command.multiplier()));
    }

    void run(Session session, BridgeMessage.Admin admin, BiConsumer<Session, Refusal> refuse) {
        run(admin.account(), admin.command(), "bridge " + session.origin().identity())
                .onSuccess(report -> {
                    if (report.refusal() != null) {
                        refuse.accept(session, report.refusal());
                    } else {
                        String command = admin.command().kind() == RiskCommand.Kind.REPORT
                                ? "risk"
                                : admin.command().kind().name().toLowerCase(Locale.ROOT);
                        session.reply(BridgeReplies.adminResult(command, report, clock.millis()));
                    }
                })
                .onFailure(gone -> refuse.accept(session, nobody(admin.account())));
    }

    static Refusal nobody(String account) {
        return Refusal.of(ErrorCode.TERMINAL_UNAVAILABLE, "Nobody executes for account " + account)
                .with("retry_after", 1);
    }
}
