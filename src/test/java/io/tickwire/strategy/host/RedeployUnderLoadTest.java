package io.tickwire.strategy.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.message.StrategyCommand;
import io.tickwire.domain.message.StrategyStatus.State;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Version after version, while ticks come and the strategy trades. */
final class RedeployUnderLoadTest {
    private static final int REDEPLOYS = 500;

    /** Trades at every 25th tick, and writes down the number of each tick that it sees. */
    private static final String TRADER = """
                private final StringBuilder seen = new StringBuilder();
                private long ticks;
                private long reports;

                @Override
                public void onTick(Tick tick) {
                    seen.append(tick.seq()).append('\\n');
                    if (++ticks %% 25 == 0 && context.ordersUnderWay() == 0) {
                        if (context.positions().isEmpty()) {
                            context.buy("EURUSD", 0.1);
                        } else {
                            context.close(context.positions().get(0));
                        }
                    }
                    context.gauge("ticks", ticks);
                }

                @Override
                public void onExecution(OrderReport report) {
                    reports++;
                    context.gauge("reports", reports);
                }

                @Override
                public void save(State state) {
                    state.put("ticks", ticks);
                    state.put("reports", reports);
                }

                @Override
                public void restore(State state) {
                    ticks = state.whole("ticks", 0);
                    reports = state.whole("reports", 0);
                }

                @Override
                public void onStop() throws Exception {
                    java.nio.file.Files.writeString(
                            java.nio.file.Path.of("%s", "seen-" + UUID.randomUUID()), seen);
                }
            """;

    @Test
    void seesEveryTickOnceOverFiveHundredVersionsAndLosesNoOrder(@TempDir Path root) throws IOException {
        Path out = Files.createDirectories(root.resolve("out"));
        try (PaperNode node = new PaperNode(root)) {
            node.descriptor("1", "").probe(TRADER.formatted(out)).start();
            Awaitility.await().until(() -> node.status().state() == State.RUNNING);
            AtomicLong published = new AtomicLong();
            long timer = node.vertx().setPeriodic(1, tick -> published.set(node.tick(1.1)));
            redeploy(node, 20);
            System.gc();
            long metaspace = metaspace();

            redeploy(node, REDEPLOYS);

            node.vertx().cancelTimer(timer);
            Awaitility.await().until(() -> node.status().running().waiting() == 0);
            Awaitility.await()
                    .untilAsserted(() -> assertEquals(
                            published.get(), node.status().gauges().get("ticks"), "state is carried over"));
            Awaitility.await()
                    .untilAsserted(() -> assertEquals(
                            node.done().size(), node.status().gauges().get("reports"), "every order has its report"));
            assertEquals(0, node.doubled());
            assertTrue(
                    node.done().size() > published.get() / 25 / 2,
                    "it traded: " + node.done().size());
            assertTrue(node.positions().size() <= 1, "one position at a time: " + node.positions());
            assertEquals(REDEPLOYS + 20 + 1, node.status().running().number());
            node.stop();

            List<Long> seen = seen(out, REDEPLOYS + 21);
            Set<Long> each = new HashSet<>(seen);
            assertEquals(seen.size(), each.size(), "no tick was seen twice");
            assertEquals(
                    LongStream.rangeClosed(1, published.get())
                            .boxed()
                            .filter(seq -> !each.contains(seq))
                            .toList(),
                    List.of(),
                    "no tick was lost");
            assertClassesGo(node, metaspace);
        }
    }

    private static void redeploy(PaperNode node, int times) {
        for (int i = 0; i < times; i++) {
            assertEquals(null, node.command(StrategyCommand.Kind.REDEPLOY).refusal());
        }
    }

    private static List<Long> seen(Path out, int files) throws IOException {
        Awaitility.await().until(() -> {
            try (Stream<Path> all = Files.list(out)) {
                return all.count() == files;
            }
        });
        List<Long> seen = new ArrayList<>();
        try (Stream<Path> all = Files.list(out)) {
            for (Path file : all.toList()) {
                Files.readAllLines(file).stream().map(Long::valueOf).forEach(seen::add);
            }
        }
        return seen;
    }

    /** A version's classes take some 100 KB: 500 of them would show. */
    private static void assertClassesGo(PaperNode node, long before) {
        Awaitility.await().untilAsserted(() -> {
            System.gc();
            assertTrue(metaspace() < before + (8L << 20), "metaspace grew from " + before + " to " + metaspace());
        });
    }

    private static long metaspace() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToLong((MemoryPoolMXBean pool) -> pool.getUsage().getUsed())
                .sum();
    }
}
