package io.tickwire.edge;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.message.AccountQuery;
import io.tickwire.domain.message.AccountState;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.TerminalStatus;
import io.tickwire.domain.message.VerticleList;
import io.tickwire.domain.message.VerticlesQuery;
import io.vertx.core.Future;
import java.util.List;

/** How the platform is, asked at this moment: nothing here is remembered, so nothing can be stale. */
public final class ServerView {
    /** A terminal that nobody answers for. */
    public static final TerminalStatus NOBODY =
            new TerminalStatus(TerminalStatus.Status.DISCONNECTED, "", 0, "no executor is running", 0);

    private final TypedBus bus;
    private final String account;

    /** @param account whose terminal clients are told of */
    public ServerView(TypedBus bus, String account) {
        this.bus = bus;
        this.account = account;
    }

    /** Terminal and health together; {@code level} is the worst that any part reported. */
    public record Snapshot(
            TerminalStatus terminal, int activeOrders, HealthReport.Level level, List<HealthReport> parts) {

        /** Whether ticks are coming in. */
        boolean marketData() {
            return terminal.connected()
                    && parts.stream()
                            .noneMatch(part -> part.component().startsWith("TickPoller")
                                    && part.level() != HealthReport.Level.HEALTHY);
        }
    }

    /** Never fails: what does not answer counts as disconnected or unhealthy. */
    public Future<Snapshot> now() {
        Future<AccountState> state = bus.request(Addresses.accountState(account), new AccountQuery())
                .otherwise(new AccountState(null, null, List.of(), null, NOBODY, 0));
        Future<VerticleList> verticles = bus.request(Addresses.VERTICLES, new VerticlesQuery())
                .otherwise(new VerticleList(List.of(), List.of()));
        return Future.all(state, verticles).map(both -> {
            TerminalStatus terminal = state.result().terminal();
            List<HealthReport> parts = verticles.result().health();
            HealthReport.Level level = terminal.connected() ? HealthReport.Level.HEALTHY : HealthReport.Level.DEGRADED;
            for (HealthReport part : parts) {
                level = part.level().compareTo(level) > 0 ? part.level() : level;
            }
            return new Snapshot(terminal, state.result().activeOrders(), level, parts);
        });
    }
}
