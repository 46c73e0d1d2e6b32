package io.tickwire.history;

import static io.tickwire.ops.Awaiting.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.BarGrid;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Timeframe;
import io.tickwire.domain.message.StoredTicks;
import io.tickwire.domain.message.StoredTicksQuery;
import io.tickwire.journal.HistoryGap;
import io.tickwire.journal.TickRun;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryWriterTest {
    @TempDir
    Path folder;

    @Test
    void aReplayThatBeginsAnewDoublesNothingAndGoesOnWhereItStopped() {
        try (Scene scene = new Scene(folder)) {
            long t = 1_400_000_000_000L;
            double[] bids = {1.1, 1.2, 1.3, 1.4, 1.5, 1.6};
            long[] times = {t, t, t + 5, t + 5, t + 5, t + 9};
            // The flush before the end comes in the middle of a millisecond.
            for (int i = 0; i < 4; i++) {
                scene.tick("EURUSD", times[i], bids[i]);
            }
            scene.flush();
            scene.restart();
            for (int i = 0; i < 6; i++) {
                scene.tick("EURUSD", times[i], bids[i]);
            }
            scene.flush();
            assertEquals(
                    List.of(1.1, 1.2, 1.3, 1.4, 1.5, 1.6),
                    scene.ticks("EURUSD").stream().map(RawTick::bid).toList());
            assertEquals(4, scene.counted("covered"));
            assertEquals(6, scene.bars("EURUSD", Timeframe.M1, 10, true).get(0).tickVolume());
        }
    }

    @Test
    void whatADiskDoesNotTakeWaitsAndThenIsDroppedAndToldAsAGap() {
        try (Scene scene = new Scene(folder)) {
            long t = scene.clock.millis();
            scene.broken = true;
            for (int i = 0; i < Scene.MAX_WAITING + 500; i++) {
                scene.tick("EURUSD", t + i * 10L, 1.1 + i * 1e-5);
                if (i % 100 == 0) {
                    scene.flush();
                }
            }
            scene.flush();
            assertEquals(500, scene.counted("dropped"));
            assertTrue(scene.writer.problem().contains("the disk is full"), scene.writer.problem());
            scene.broken = false;
            scene.flush();
            assertEquals("", scene.writer.problem());
            // Gaps are written behind the ticks.
            await(scene.store.fill("EURUSD", List.of()));
            assertEquals(Scene.MAX_WAITING, scene.ticks("EURUSD").size());
            HistoryGap gap = await(scene.store.gaps()).get(0);
            assertEquals(HistoryGap.Kind.DISK, gap.kind());
            assertEquals(t + Scene.MAX_WAITING * 10L, gap.fromMsc());
            assertEquals(t + (Scene.MAX_WAITING + 499) * 10L, gap.toMsc());
            assertEquals("500 ticks were not stored", gap.note());
            scene.tick("EURUSD", t + 100_000, 1.3);
            scene.flush();
            assertEquals(Scene.MAX_WAITING + 1, scene.ticks("EURUSD").size());
        }
    }

    @Test
    void theTimeInWhichTheNodeWasAwayIsAGap() {
        try (Scene scene = new Scene(folder)) {
            long t = scene.clock.millis();
            scene.tick("EURUSD", t, 1.1);
            scene.flush();
            scene.clock.advanceMillis(600_000);
            scene.restart();
            scene.tick("EURUSD", t + 600_500, 1.2);
            scene.flush();
            HistoryGap gap = await(scene.store.gaps()).get(0);
            assertEquals(
                    new HistoryGap(
                            1,
                            "EURUSD~synthetic",
                            t,
                            t + 600_500,
                            HistoryGap.Kind.AWAY,
                            HistoryGap.State.OPEN,
                            "the terminal will be asked"),
                    gap);
        }
    }

    @Test
    void aStreamThatNobodyKnewBeforeHasNoGapAndOneWhosePastIsNotKnownHas() {
        try (Scene scene = new Scene(folder)) {
            long t = scene.clock.millis();
            scene.tick("EURUSD", t, 1.1);
            scene.flush();
            scene.clock.advanceMillis(600_000);
            scene.restart();
            scene.tick("GBPUSD", t + 600_000, 1.2);
            scene.flush();
            assertEquals(List.of(), await(scene.store.gaps()));
            scene.tick("EURUSD", t + 600_000, 1.2);
            scene.flush();
            scene.restart();
            await(scene.onHere(() -> {
                scene.writer.unheard("EURUSD");
                return Future.succeededFuture();
            }));
            scene.tick("EURUSD", t + 600_100, 1.3);
            scene.flush();
            assertEquals(
                    List.of(t + 600_000, t + 600_100),
                    await(scene.store.gaps()).stream().map(HistoryGap::toMsc).toList());
        }
    }

    @Test
    void aGapThatTheDiskDoesNotTakeIsToldAgain() {
        try (Scene scene = new Scene(folder)) {
            long t = scene.clock.millis();
            scene.noGaps = true;
            await(scene.onHere(() -> {
                scene.writer.lost("EURUSD", t, t + 9, 3);
                return Future.succeededFuture();
            }));
            scene.tick("EURUSD", t + 10, 1.1);
            scene.flush();
            scene.noGaps = false;
            scene.tick("EURUSD", t + 20, 1.2);
            scene.flush();
            // Gaps are written behind the ticks.
            await(scene.store.fill("EURUSD", List.of()));
            assertEquals(t + 9, await(scene.store.gaps()).get(0).toMsc());
            assertEquals(1, await(scene.store.gaps()).size());
            assertEquals(3, scene.counted("dropped"));
        }
    }

    @Test
    void aTerminalThatWasAwayLeavesAGapAndAQuietMarketDoesNot() {
        try (Scene scene = new Scene(folder)) {
            long t = scene.clock.millis();
            scene.tick("EURUSD", t, 1.1);
            scene.flush();
            scene.tick("EURUSD", t + 60_000, 1.2);
            scene.flush();
            assertEquals(List.of(), await(scene.store.gaps()));
            scene.clock.advanceMillis(70_000);
            await(scene.onHere(() -> {
                scene.writer.away(stream -> stream.equals("EURUSD"));
                return Future.succeededFuture();
            }));
            scene.tick("EURUSD", t + 100_000, 1.3);
            scene.flush();
            HistoryGap gap = await(scene.store.gaps()).get(0);
            assertEquals(t + 70_000, gap.fromMsc());
            assertEquals(t + 100_000, gap.toMsc());
        }
    }

    @Test
    void aReplayWaitsWhileTicksWaitForTheDisk() {
        try (Scene scene = new Scene(folder)) {
            long t = scene.clock.millis();
            for (int i = 0; i < Scene.MAX_WAITING / 2; i++) {
                scene.tick("EURUSD", t + i, 1.1 + i * 1e-5);
            }
            Future<Void> kept = scene.onHere(() -> scene.writer.keptUp());
            scene.flush();
            await(kept);
            assertEquals(0, scene.counted("dropped"));
            scene.broken = true;
            for (int i = 0; i < Scene.MAX_WAITING; i++) {
                scene.tick("EURUSD", t + 1_000 + i, 1.2 + i * 1e-5);
            }
            scene.flush();
            // A disk that takes nothing must not stop the market.
            assertFalse(scene.writer.problem().isEmpty());
            await(scene.onHere(() -> scene.writer.keptUp()));
        }
    }

    @Test
    void aCursorThatIsNotOursOrOfAnotherStreamIsRefused() {
        try (Scene scene = new Scene(folder)) {
            for (int i = 0; i < 10; i++) {
                scene.tick("EURUSD", scene.clock.millis() + i, 1.1 + i * 1e-5);
            }
            String cursor = scene.page(new StoredTicksQuery("EURUSD", 0, Long.MAX_VALUE, "", 5, false))
                    .next();
            assertEquals(
                    5,
                    scene.page(new StoredTicksQuery("EURUSD", 0, Long.MAX_VALUE, cursor, 100, false))
                            .ticks()
                            .size());
            for (StoredTicksQuery query : List.of(
                    new StoredTicksQuery("EURUSD", 0, Long.MAX_VALUE, "no cursor", 5, false),
                    new StoredTicksQuery("GBPUSD", 0, Long.MAX_VALUE, cursor, 5, false))) {
                Throwable refused = assertThrows(CompletionException.class, () -> scene.page(query))
                        .getCause();
                assertEquals(BadCursorException.class, refused.getClass(), refused.toString());
            }
        }
    }

    @Test
    void aCursorThatSkipsMoreThanAMillisecondHoldsIsRefused() {
        for (String plain : List.of("1|5|10000|EURUSD", "1|5|9999999|EURUSD", "1|5|-1|EURUSD")) {
            String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
            assertFalse(HistoryReader.isCursor(forged), plain);
            assertThrows(BadCursorException.class, () -> TickCursor.of(forged), plain);
        }
        assertTrue(HistoryReader.isCursor(new TickCursor("EURUSD", 5, TickCursor.MAX_SKIP).text()));
    }

    @Test
    void ticksThatACursorSkipsAreNotLoaded() {
        try (Scene scene = new Scene(folder)) {
            long t = scene.clock.millis();
            for (int i = 0; i < 900; i++) {
                scene.tick("EURUSD", t, 1.1 + i * 1e-5);
                if (i == 400) {
                    scene.flush();
                }
            }
            // 401 are on disk and 499 wait, all of one millisecond.
            String cursor = "";
            List<RawTick> paged = new ArrayList<>();
            do {
                StoredTicks page = scene.page(new StoredTicksQuery("EURUSD", t, t + 1, cursor, 90, false));
                paged.addAll(page.ticks());
                cursor = page.next();
            } while (!cursor.isEmpty());
            assertEquals(scene.ticks("EURUSD"), paged);
            assertEquals(900, paged.size());
            // A page and the one that tells whether there is a next one.
            assertEquals(
                    10, scene.asked.stream().filter(span -> span.limit() == 91).count(), scene.asked.toString());
        }
    }

    @Test
    void recordedDaysAreFoundBehindAMadeUpMarketOfTheSameName() {
        try (Scene scene = new Scene(folder)) {
            scene.tick("EURUSD", scene.clock.millis(), 1.5);
            scene.flush();
            long then = 1_400_000_000_000L;
            RawTick recorded = RawTick.quote("EURUSD", then, 1.1, 1.2);
            await(scene.store.write(List.of(new TickRun("EURUSD", List.of(recorded), false, 0)), 1));
            assertEquals(
                    List.of(recorded),
                    scene.page(new StoredTicksQuery("EURUSD", then, then + 1, "", 5, false))
                            .ticks());
            assertEquals(
                    List.of(1.5),
                    scene.ticks("EURUSD").stream().map(RawTick::bid).toList());
            assertFalse(scene.page(new StoredTicksQuery("NOSUCH", 0, 1, "", 5, false))
                    .known());
        }
    }

    @Test
    void retentionDeletesByAgeAndKeepsBars() {
        try (Scene scene = new Scene(folder, BarGrid.UTC, "{\"history\":{\"tickDays\":2,\"minuteDays\":5}}")) {
            long t = scene.clock.millis();
            for (int day = 0; day < 8; day++) {
                scene.tick("EURUSD", t + day * 86_400_000L, 1.1 + day * 0.01);
                scene.flush();
                scene.clock.advanceMillis(86_400_000);
                scene.restart();
            }
            Retention retention = new Retention(scene.config.history(), scene.store, scene.clock);
            while (await(retention.step())) {
                // Step by step.
            }
            assertEquals(2, scene.ticks("EURUSD").size());
            assertEquals(5, scene.bars("EURUSD", Timeframe.M1, 100, true).size());
            assertEquals(8, scene.bars("EURUSD", Timeframe.H1, 100, true).size());
        }
    }
}
