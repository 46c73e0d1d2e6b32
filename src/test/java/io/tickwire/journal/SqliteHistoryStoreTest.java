package io.tickwire.journal;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.Bar;
import io.tickwire.domain.BarGrid;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Timeframe;
import io.tickwire.ops.Clock;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteHistoryStoreTest {
    private static final long MONDAY = 1_767_571_200_000L;

    @TempDir
    Path folder;

    /** Live runs, imports before, between and after them, restarts: the same answers as lists would give. */
    @Property(tries = 12)
    void answersAsANaiveStoreDoes(@ForAll Random random) throws IOException {
        Path place = Files.createTempDirectory("history");
        SqliteHistoryStore store = opened(place);
        NaiveHistoryStore naive = new NaiveHistoryStore();
        try {
            List<Long> free = new ArrayList<>();
            for (long hour = 0; hour < 40; hour++) {
                free.add(hour);
            }
            long written = 0;
            for (int i = 0; i < 12; i++) {
                boolean live = random.nextInt(3) > 0;
                // Live ones go on in the first free hour, imports lie anywhere.
                Long hour = free.remove(live ? 0 : random.nextInt(free.size()));
                for (int part = 0; part < (live ? 1 + random.nextInt(90) : 1); part++) {
                    int count = 1 + random.nextInt(random.nextInt(4) == 0 ? 3_000 : 20);
                    List<RawTick> ticks = ticks(MONDAY + hour * 3_600_000 + part * 39_000L, count, random);
                    written += live ? count : 0;
                    List<TickRun> runs = List.of(new TickRun("EURUSD", ticks, live, written));
                    await(store.write(runs, i));
                    await(naive.write(runs, i));
                }
                if (random.nextInt(4) == 0) {
                    store.close();
                    store.open();
                }
            }
            for (int i = 0; i < 40; i++) {
                long seed = random.nextLong();
                same(store, naive, at -> at.ticks(tickSpan(seed)));
                same(store, naive, at -> at.bars(barSpan(seed)));
            }
            long all = await(naive.ticks(new TickSpan("EURUSD", 0, Long.MAX_VALUE, 0, Integer.MAX_VALUE, false)))
                    .ticks()
                    .size();
            assertEquals(all, await(store.list()).get(0).ticks());
        } finally {
            store.close();
        }
    }

    private static <T> void same(HistoryStore store, HistoryStore naive, Function<HistoryStore, Future<T>> question) {
        assertEquals(
                await(question.apply(naive)).toString(),
                await(question.apply(store)).toString());
    }

    private static TickSpan tickSpan(long seed) {
        Random random = new Random(seed);
        long from = MONDAY + random.nextInt(45 * 3_600_000);
        return new TickSpan(
                "EURUSD",
                from,
                from + random.nextInt(10 * 3_600_000),
                random.nextInt(2),
                1 + random.nextInt(5_000),
                random.nextBoolean());
    }

    private static BarSpan barSpan(long seed) {
        Random random = new Random(seed);
        Timeframe timeframe = Timeframe.values()[random.nextInt(Timeframe.values().length)];
        return new BarSpan(
                "EURUSD",
                timeframe,
                BarGrid.UTC,
                BarGrid.UTC.startOf(timeframe, MONDAY + random.nextInt(10 * 3_600_000)),
                random.nextBoolean() ? Long.MAX_VALUE : MONDAY + random.nextInt(45) * 3_600_000L,
                1 + random.nextInt(50),
                random.nextBoolean());
    }

    private static List<RawTick> ticks(long fromMsc, int count, Random random) {
        List<RawTick> ticks = new ArrayList<>();
        long time = fromMsc;
        for (int i = 0; i < count; i++) {
            double bid = (108_000 + random.nextInt(900)) / 1e5;
            ticks.add(RawTick.quote("EURUSD", time, bid, bid + random.nextInt(3) / 1e5));
            time += random.nextInt(12);
        }
        return ticks;
    }

    private static SqliteHistoryStore opened(Path folder) {
        SqliteHistoryStore store = new SqliteHistoryStore(folder, Clock.system());
        store.open();
        return store;
    }

    private static TickSpan everything() {
        return new TickSpan("EURUSD", 0, Long.MAX_VALUE, 0, Integer.MAX_VALUE, false);
    }

    @Test
    void smallLiveBlocksBecomeFullOnes() {
        SqliteHistoryStore store = opened(folder);
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            await(store.write(
                    List.of(new TickRun("EURUSD", ticks(MONDAY + i * 1_000L, 10, random), true, i * 10L + 10)), i));
        }
        SeriesInfo info = await(store.list()).get(0);
        store.close();
        assertEquals(10_000, info.ticks());
        assertTrue(info.blocks() < 100, info.blocks() + " blocks");
    }

    @Test
    void whatADiskDoesNotTakeIsNotThereAndTheNextIs() {
        SqliteHistoryStore store = opened(folder);
        Random random = new Random(1);
        List<RawTick> first = ticks(MONDAY, 10, random);
        await(store.write(List.of(new TickRun("EURUSD", first, true, 10)), 1));
        store.store().limitPages(true);
        List<RawTick> lost = ticks(MONDAY + 1_000_000, 60_000, random);
        assertThrows(
                CompletionException.class,
                () -> await(store.write(List.of(new TickRun("EURUSD", lost, true, 60_010)), 2)));
        assertFalse(store.status().healthy());
        assertTrue(store.status().reason().contains("history"), store.status().reason());
        assertEquals(first, await(store.ticks(everything())).ticks());
        store.store().limitPages(false);
        List<RawTick> later = ticks(MONDAY + 2_000_000, 10, random);
        await(store.write(List.of(new TickRun("EURUSD", later, true, 60_020)), 3));
        assertTrue(store.status().healthy());
        assertEquals(20, await(store.ticks(everything())).ticks().size());
        store.close();
    }

    @Test
    void aDamagedFileIsToldWithWhatToDo() throws IOException {
        SqliteHistoryStore store = opened(folder);
        store.close();
        Files.write(SqliteHistoryStore.folder(folder).resolve("history.db"), new byte[8_192]);
        Files.writeString(SqliteHistoryStore.folder(folder).resolve("history.db"), "x".repeat(10_000));
        String message = assertThrows(JournalUnavailableException.class, () -> opened(folder))
                .getMessage();
        assertTrue(message.contains("move history.db"), message);
    }

    @Test
    void aSecondProcessIsToldThatTheFolderIsInUse() {
        SqliteHistoryStore store = opened(folder);
        String message =
                assertThrows(JournalInUseException.class, () -> opened(folder)).getMessage();
        assertTrue(message.contains("the history"), message);
        store.close();
    }

    @Test
    void oldTicksGoFirstAndBarsStay() {
        SqliteHistoryStore store = opened(folder);
        Random random = new Random(1);
        for (int day = 0; day < 5; day++) {
            await(store.write(
                    List.of(new TickRun(
                            "EURUSD", ticks(MONDAY + day * 86_400_000L, 9_000, random), true, day * 9_000L + 9_000)),
                    1));
        }
        for (int day = 10; day < 12; day++) {
            await(store.write(
                    List.of(new TickRun("GBPUSD", ticks(MONDAY - day * 86_400_000L, 9_000, random), false, 0)), 1));
        }
        while (await(store.expire(new Expiry(MONDAY + 2 * 86_400_000L, Long.MIN_VALUE, Long.MAX_VALUE))) > 0) {
            // Step by step.
        }
        SeriesInfo info = await(store.list()).get(0);
        // A block goes when its last tick is too old.
        assertTrue(info.ticks() >= 27_000 && info.ticks() < 27_000 + HistoryWrites.BLOCK, info.toString());
        assertEquals(MONDAY, info.firstBarMsc());
        assertEquals(18_000, await(store.list()).get(1).ticks(), "imported ones stay");
        while (await(store.expire(new Expiry(Long.MIN_VALUE, MONDAY + 86_400_000L, 150_000))) > 0) {
            // Step by step.
        }
        SeriesInfo small = await(store.list()).get(0);
        store.close();
        assertTrue(small.ticks() < 27_000, small.toString());
        assertEquals(MONDAY + 86_400_000L, small.firstBarMsc());
    }

    @Test
    void minutesOfATerminalFillWhatIsMissingAndWhatIsPartial() {
        SqliteHistoryStore store = opened(folder);
        await(store.write(List.of(new TickRun("EURUSD", ticks(MONDAY, 3, new Random(1)), true, 3)), 1));
        List<Bar> told = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            told.add(new Bar("EURUSD", Timeframe.M1, MONDAY + i * 60_000L, 1.1, 1.2, 1.0, 1.15, i == 1 ? 5 : 50, true));
        }
        await(store.fill("EURUSD", told));
        List<Bar> minutes = await(
                        store.bars(new BarSpan("EURUSD", Timeframe.M1, BarGrid.UTC, 0, Long.MAX_VALUE, 1_000, false)))
                .rows();
        assertEquals(told, minutes);
        List<Bar> hours = await(
                        store.bars(new BarSpan("EURUSD", Timeframe.H4, BarGrid.UTC, 0, Long.MAX_VALUE, 1_000, false)))
                .rows();
        store.close();
        assertEquals(2, hours.size());
        assertEquals(59 * 50 + 5, hours.get(0).tickVolume());
    }

    @Test
    void gapsAreKeptWithTheirStory() {
        SqliteHistoryStore store = opened(folder);
        HistoryGap gap =
                new HistoryGap(0, "EURUSD", 1, 2, HistoryGap.Kind.AWAY, HistoryGap.State.OPEN, "the terminal is asked");
        long id = await(store.gap(gap));
        HistoryGap kept = await(store.gaps()).get(0);
        assertEquals(id, kept.id());
        await(store.gap(kept.ended(HistoryGap.State.FILLED, "1 minute")));
        assertEquals(
                List.of(new HistoryGap(id, "EURUSD", 1, 2, HistoryGap.Kind.AWAY, HistoryGap.State.FILLED, "1 minute")),
                await(store.gaps()));
        store.close();
    }
}
