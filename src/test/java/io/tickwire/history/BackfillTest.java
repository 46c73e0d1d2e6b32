package io.tickwire.history;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.Bar;
import io.tickwire.domain.Timeframe;
import io.tickwire.journal.HistoryGap;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BackfillTest {
    private static final String SERIES = "EURUSD~synthetic";

    @TempDir
    Path folder;

    private final List<Bar> told = new ArrayList<>();

    private static List<Bar> minutes(long t, long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(i -> new Bar("EURUSD", Timeframe.M1, t + i * 60_000, 1.1, 1.2, 1.0, 1.15, 50, true))
                .toList();
    }

    private static List<String> told(Scene scene) {
        return await(scene.store.gaps()).stream()
                .map(gap -> gap.state() + " " + gap.fromMsc() + " " + gap.toMsc())
                .toList();
    }

    private Backfill backfill(Scene scene) {
        return new Backfill(scene.store, series -> count -> Future.succeededFuture(List.copyOf(told)), scene.clock);
    }

    private static void gap(Scene scene, long fromMsc, long toMsc) {
        await(scene.store.gap(
                new HistoryGap(0, SERIES, fromMsc, toMsc, HistoryGap.Kind.AWAY, HistoryGap.State.OPEN, "")));
    }

    @Test
    void aTerminalThatHasNotLoadedItsMinutesIsAskedAgain() {
        try (Scene scene = new Scene(folder)) {
            long t = Timeframe.M1.startOf(scene.clock.millis());
            gap(scene, t + 90_000, t + 200_000);
            Backfill backfill = backfill(scene);
            scene.clock.advanceMillis(300_000);
            await(backfill.run());
            assertEquals(List.of("OPEN " + (t + 90_000) + " " + (t + 200_000)), told(scene));
            assertEquals(
                    "1 open gap of the last day, the last one of " + SERIES
                            + " from 2026-01-01T00:01:30Z to 2026-01-01T00:03:20Z",
                    backfill.told());
            told.addAll(minutes(t, 0, 5));
            // Not at once.
            await(backfill.run());
            assertEquals(List.of("OPEN " + (t + 90_000) + " " + (t + 200_000)), told(scene));
            scene.clock.advanceMillis(5_000);
            await(backfill.run());
            assertEquals(List.of("FILLED " + (t + 90_000) + " " + (t + 200_000)), told(scene));
        }
    }

    @Test
    void whatATerminalNeverTellsIsUnfillableAfterTenTries() {
        try (Scene scene = new Scene(folder)) {
            long t = scene.clock.millis();
            gap(scene, t, t + 200_000);
            Backfill backfill = backfill(scene);
            scene.clock.advanceMillis(300_000);
            for (int i = 0; i < Tries.MOST; i++) {
                assertEquals(List.of("OPEN " + t + " " + (t + 200_000)), told(scene));
                await(backfill.run());
                scene.clock.advanceMillis(600_000);
            }
            assertEquals(List.of("UNFILLABLE " + t + " " + (t + 200_000)), told(scene));
        }
    }

    @Test
    void aPartThatComesIsFilledAndTheRestStaysOpenAsItsOwn() {
        try (Scene scene = new Scene(folder)) {
            long t = Timeframe.M1.startOf(scene.clock.millis());
            gap(scene, t + 30_000, t + 590_000);
            Backfill backfill = backfill(scene);
            scene.clock.advanceMillis(900_000);
            told.addAll(minutes(t, 3, 6));
            await(backfill.run());
            List<String> parts = List.of(
                    "OPEN " + (t + 30_000) + " " + (t + 180_000 - 1),
                    "FILLED " + (t + 180_000) + " " + (t + 360_000 - 1),
                    "OPEN " + (t + 360_000) + " " + (t + 590_000));
            assertEquals(parts, told(scene));
            // The same answer again makes no more rows.
            await(backfill.run());
            assertEquals(parts, told(scene));
            told.clear();
            told.addAll(minutes(t, -1, 12));
            scene.clock.advanceMillis(10_000);
            await(backfill.run());
            assertTrue(
                    told(scene).stream().allMatch(gap -> gap.startsWith("FILLED")),
                    told(scene).toString());
            assertEquals(10, scene.bars("EURUSD", Timeframe.M1, 100, true).size());
        }
    }

    @Test
    void backfillTakesTheMinutesFromTheTerminalOnceTheyAreOver() {
        try (Scene scene = new Scene(folder)) {
            long t = Timeframe.M1.startOf(scene.clock.millis());
            await(scene.store.gap(new HistoryGap(
                    0, "EURUSD~synthetic", t + 90_000, t + 200_000, HistoryGap.Kind.AWAY, HistoryGap.State.OPEN, "")));
            await(scene.store.gap(new HistoryGap(
                    0, "GBPUSD", t + 90_000, t + 200_000, HistoryGap.Kind.AWAY, HistoryGap.State.OPEN, "")));
            Backfill backfill = new Backfill(
                    scene.store,
                    series -> series.startsWith("GBP")
                            ? null
                            : count -> Future.succeededFuture(LongStream.range(0, 10)
                                    .mapToObj(i -> new Bar(
                                            "EURUSD", Timeframe.M1, t + i * 60_000, 1.1, 1.2, 1.0, 1.15, 50, true))
                                    .toList()),
                    scene.clock);
            scene.clock.advanceMillis(230_000);
            await(backfill.run());
            assertTrue(await(scene.store.gaps()).stream().allMatch(gap -> gap.state() == HistoryGap.State.OPEN));
            scene.clock.advanceMillis(30_000);
            await(backfill.run());
            List<HistoryGap> gaps = await(scene.store.gaps());
            assertEquals(HistoryGap.State.FILLED, gaps.get(0).state());
            assertEquals(
                    "3 minutes from the terminal; the ticks stay missing",
                    gaps.get(0).note());
            assertEquals(HistoryGap.State.UNFILLABLE, gaps.get(1).state());
            assertEquals(
                    List.of(t + 60_000, t + 120_000, t + 180_000),
                    scene.bars("EURUSD", Timeframe.M1, 100, true).stream()
                            .map(Bar::timeMsc)
                            .toList());
        }
    }
}
