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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Brakes and risk reports, for the doors that may have them. Owner: the edge's context. */
final class AdminService {
    private final TypedBus bus;
    private final List<String> accounts;
    private final String defaultAccount;
    private final Clock clock;

    AdminService(TypedBus bus, List<String> accounts, String defaultAccount, Clock clock) {
        this.bus = bus;
        this.accounts = accounts;
        this.defaultAccount = defaultAccount;
        this.clock = clock;
    }

    /**
     * Asks or tells the executor of an account; {@code by} is who does it. Without an account (an empty one) a brake is for
     * all of them, because who pulls it in a hurry means that nothing trades; anything else is for the default account.
     */
    Future<RiskReport> run(String account, RiskCommand command, String by) {
        boolean brake = command.kind() == RiskCommand.Kind.HALT || command.kind() == RiskCommand.Kind.REDUCE;
        if (account.isEmpty() && brake) {
            return everywhere(command, by);
        }
        return one(account.isEmpty() ? defaultAccount : account, command, by);
    }

    /** Told to all at once; one that does not answer keeps no other from braking. */
    private Future<RiskReport> everywhere(RiskCommand command, String by) {
        Map<String, Future<RiskReport>> told = new LinkedHashMap<>();
        accounts.forEach(account -> told.put(account, one(account, command, by)));
        return Future.join(List.copyOf(told.values())).transform(all -> {
            Map<Boolean, List<String>> reached = told.entrySet().stream()
                    .collect(Collectors.partitioningBy(
                            entry -> entry.getValue().succeeded(),
                            Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
            return told.getOrDefault(defaultAccount, told.values().iterator().next())
                    .recover(gone -> told.values().stream()
                            .filter(Future::succeeded)
                            .findFirst()
                            .orElse(Future.failedFuture(gone)))
                    .map(report -> report.withReach(new RiskReport.Reach(reached.get(true), reached.get(false))));
        });
    }

    private Future<RiskReport> one(String account, RiskCommand command, String by) {
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
                .onFailure(gone ->
                        refuse.accept(session, nobody(admin.account().isEmpty() ? defaultAccount : admin.account())));
    }

    static Refusal nobody(String account) {
        return Refusal.of(ErrorCode.TERMINAL_UNAVAILABLE, "Nobody executes for account " + account)
                .with("retry_after", 1);
    }
}
