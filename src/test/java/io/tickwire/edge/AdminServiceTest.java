package io.tickwire.edge;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.Halt;
import io.tickwire.domain.Identity;
import io.tickwire.domain.RiskState;
import io.tickwire.domain.Scope;
import io.tickwire.domain.TradingState;
import io.tickwire.domain.TradingStatus;
import io.tickwire.domain.message.JournalStatus;
import io.tickwire.domain.message.RiskCommand;
import io.tickwire.domain.message.RiskCommand.Kind;
import io.tickwire.domain.message.RiskReport;
import io.tickwire.ops.ManualClock;
import io.tickwire.session.auth.AuditEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AdminServiceTest {
    private final Vertx vertx = Vertx.vertx();
    private final TypedBus bus = TypedBus.install(vertx);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<AuditEvent> noted = new CopyOnWriteArrayList<>();
    private final AdminService admins =
            new AdminService(bus, List.of("one", "two", "three"), "two", noted::add, new ManualClock());
    private final Caller local = Caller.local("127.0.0.1");

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aBrakeWithoutAnAccountIsForAll() {
        serve("one", "two", "three");
        for (Kind brake : List.of(Kind.HALT, Kind.REDUCE)) {
            told.clear();
            RiskReport report = await(admins.run(local, "", command(brake), "test"));
            assertEquals(List.of("one", "three", "two"), told.stream().sorted().toList());
            assertEquals("two", report.account());
            assertEquals(new RiskReport.Reach(List.of("one", "two", "three"), List.of()), report.reach());
        }
    }

    @Test
    void anAccountThatDoesNotAnswerKeepsNoOtherFromBraking() {
        serve("one", "three");
        RiskReport report = await(admins.run(local, "", command(Kind.HALT), "test"));
        assertEquals("one", report.account());
        assertEquals(new RiskReport.Reach(List.of("one", "three"), List.of("two")), report.reach());
    }

    @Test
    void aBrakeWithAnAccountAndAnythingElseIsForOne() {
        serve("one", "two", "three");
        assertNull(await(admins.run(local, "three", command(Kind.HALT), "test")).reach());
        await(admins.run(local, "", command(Kind.RESUME), "test"));
        await(admins.run(local, "", command(Kind.REPORT), "test"));
        assertEquals(List.of("three", "two", "two"), told);
    }

    @Test
    void whoHasSomeAccountsBrakesThoseAndNoOther() {
        serve("one", "two", "three");
        Caller some = caller(Set.of(Scope.ADMIN), Set.of("one", "three"));
        await(admins.run(some, "", command(Kind.HALT), "test"));
        assertEquals(List.of("one", "three"), told.stream().sorted().toList());
        assertRefused(admins.run(some, "two", command(Kind.HALT), "test"));
        assertRefused(admins.run(some, "", command(Kind.RESUME), "test"));
        assertRefused(admins.run(caller(Set.of(Scope.ADMIN), Set.of("four")), "", command(Kind.HALT), "test"));
        assertEquals(2, told.size());
        assertEquals(
                List.of("halt all ok", "halt two refused", "resume two refused", "halt all refused"),
                noted.stream()
                        .map(event -> event.path() + " " + event.outcome())
                        .toList());
    }

    @Test
    void whoOnlyTradesReadsTheRiskAndChangesNothing() {
        serve("one", "two", "three");
        Caller trader = caller(Set.of(Scope.TRADE), Set.of());
        await(admins.run(trader, "one", command(Kind.REPORT), "test"));
        assertRefused(admins.run(trader, "one", command(Kind.RESUME), "test"));
        assertEquals(List.of("one"), told);
        assertEquals("desk/key:1", noted.get(0).who());
        assertEquals(1, noted.size());
    }

    private static Caller caller(Set<Scope> scopes, Set<String> accounts) {
        return new Caller(new Identity("desk", scopes, accounts, Long.MAX_VALUE, "key:1"), "10.0.0.1", "");
    }

    private static void assertRefused(Future<RiskReport> future) {
        CompletionException refused = assertThrows(CompletionException.class, () -> await(future));
        assertInstanceOf(RefusedException.class, refused.getCause());
    }

    private void serve(String... accounts) {
        for (String account : accounts) {
            bus.serve(Addresses.risk(account), command -> {
                told.add(account);
                return Future.succeededFuture(report(account));
            });
        }
    }

    private static RiskCommand command(Kind kind) {
        return new RiskCommand(kind, "", "", false, false, "", 1);
    }

    private static RiskReport report(String account) {
        return new RiskReport(
                account,
                new TradingStatus(TradingState.HALTED, ""),
                RiskState.EMPTY.withHalt(Halt.NONE),
                null,
                0,
                0,
                new RiskReport.Left(0, 0),
                "closed",
                JournalStatus.HEALTHY,
                true,
                null);
    }
}
