package io.tickwire.edge;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Scope;
import io.tickwire.domain.message.RiskCommand;
import io.tickwire.domain.message.RiskReport;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.bridge.BridgeMessage;
import io.tickwire.protocol.bridge.BridgeReplies;
import io.tickwire.session.auth.Audit;
import io.tickwire.session.auth.AuditEvent;
import io.tickwire.session.auth.AuditEvent.What;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Brakes and risk reports, for the doors that may have them. Owner: the edge's context. */
public final class AdminService {
    private final TypedBus bus;
    private final List<String> accounts;
    private final String defaultAccount;
    private final Audit audit;
    private final Clock clock;

    AdminService(TypedBus bus, List<String> accounts, String defaultAccount, Audit audit, Clock clock) {
        this.bus = bus;
        this.accounts = accounts;
        this.defaultAccount = defaultAccount;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Asks or tells the executor of an account. Without an account (an empty one) a brake is for all that the caller may
     * use, because who pulls it in a hurry means that nothing trades; anything else is for the default account. Fails with
     * {@link RefusedException} when the caller may not.
     */
    public Future<RiskReport> run(Caller caller, String account, RiskCommand command, String door) {
        boolean report = command.kind() == RiskCommand.Kind.REPORT;
        boolean brake = command.kind() == RiskCommand.Kind.HALT || command.kind() == RiskCommand.Kind.REDUCE;
        boolean all = account.isEmpty() && brake;
        String one = account.isEmpty() ? defaultAccount : account;
        Refusal refusal = caller.lacks(report ? Scope.READ : Scope.ADMIN);
        if (refusal == null && !all) {
            refusal = caller.lacks(one);
        }
        String by = door + " " + caller.identity().subject();
        Future<RiskReport> done = refusal != null
                ? Future.failedFuture(new RefusedException(refusal))
                : all ? everywhere(caller, command, by) : one(one, command, by);
        return report ? done : done.onComplete(told -> note(caller, described(command, all ? "all" : one), told));
    }

    private static String described(RiskCommand command, String account) {
        String act = command.kind().name().toLowerCase(Locale.ROOT) + " " + account;
        if (command.kind() == RiskCommand.Kind.MULTIPLIER) {
            act += " " + command.expertAdvisor() + "=" + command.multiplier();
        }
        return act + (command.closeAll() ? " close_all" : "") + (command.reset() ? " reset" : "");
    }

    private void note(Caller caller, String act, AsyncResult<RiskReport> told) {
        if (told.failed()) {
            note(
                    caller,
                    act,
                    told.cause() instanceof RefusedException ? "refused" : "failed",
                    told.cause().getMessage());
        } else if (told.result().refusal() != null) {
            note(caller, act, "refused", told.result().refusal().message());
        } else {
            note(caller, act, "ok", "");
        }
    }

    /** Somebody did what only an administrator may, or tried to. */
    public void note(Caller caller, String act, String outcome, String reason) {
        audit.note(new AuditEvent(
                clock.millis(), What.ADMIN, caller.who(), caller.ip(), caller.client(), act, outcome, reason));
    }

    /** Told to all at once; one that does not answer keeps no other from braking. */
    private Future<RiskReport> everywhere(Caller caller, RiskCommand command, String by) {
        Map<String, Future<RiskReport>> told = new LinkedHashMap<>();
        accounts.stream()
                .filter(account -> caller.identity().mayUse(account))
                .forEach(account -> told.put(account, one(account, command, by)));
        if (told.isEmpty()) {
            return Future.failedFuture(new RefusedException(caller.lacks(defaultAccount)));
        }
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
        run(session.caller(), admin.account(), admin.command(), "bridge")
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
                .onFailure(failure -> refuse.accept(session, refusal(failure, admin.account())));
    }

    /** Why a command did not get through. */
    public Refusal refusal(Throwable failure, String account) {
        return failure instanceof RefusedException refused
                ? refused.refusal()
                : nobody(account.isEmpty() ? defaultAccount : account);
    }

    private static Refusal nobody(String account) {
        return Refusal.of(ErrorCode.TERMINAL_UNAVAILABLE, "Nobody executes for account " + account)
                .with("retry_after", 1);
    }
}
