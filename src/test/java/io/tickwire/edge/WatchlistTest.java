package io.tickwire.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.protocol.ticks.EncodedTick;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WatchlistTest {
    private final Watchlist watchlist = new Watchlist(2);

    private static EncodedTick tick(int number) {
        return new EncodedTick("A", new byte[] {(byte) number});
    }

    @Test
    void holdsTicksBackAtTheRateAskedForAndReleasesTheNewest() {
        EncodedTick last = tick(4);
        watchlist.add("A");
        watchlist.maxRate(10);
        watchlist.goLive("A", 1, 0);
        assertTrue(watchlist.admit(tick(2), 2, 200_000_000));
        assertFalse(watchlist.admit(tick(3), 3, 210_000_000));
        assertFalse(watchlist.admit(last, 4, 299_000_000));
        assertTrue(watchlist.isHolding());
        assertEquals(List.of(), watchlist.due(299_999_999));
        assertEquals(List.of(last), watchlist.due(300_000_000));
        assertFalse(watchlist.isHolding());
    }

    @Test
    void keepsWhatComesBeforeThePastIsToldAndGivesOnlyWhatIsNewerThanThat() {
        EncodedTick third = tick(3);
        watchlist.add("A");
        assertFalse(watchlist.takesEveryTick());
        assertFalse(watchlist.admit(tick(2), 2, 0));
        assertFalse(watchlist.admit(third, 3, 0));
        assertEquals(List.of(third), watchlist.goLive("A", 2, 0));
        assertEquals(List.of(), watchlist.goLive("A", 2, 0));
        assertTrue(watchlist.takesEveryTick());
        assertTrue(watchlist.admit(tick(4), 4, 0));
    }

    @Test
    void takesEveryTickUnlessARateIsAskedFor() {
        assertFalse(watchlist.takesEveryTick());
        watchlist.add("A");
        watchlist.goLive("A", 0, 0);
        watchlist.maxRate(1);
        assertFalse(watchlist.takesEveryTick());
        watchlist.maxRate(0);
        assertTrue(watchlist.takesEveryTick());
        watchlist.add("B");
        assertFalse(watchlist.takesEveryTick());
    }

    @Test
    void keepsABoundedNumberOfTicksThatCameEarly() {
        watchlist.add("A");
        for (int i = 1; i <= 2000; i++) {
            watchlist.admit(tick(i), i, 0);
        }
        List<EncodedTick> kept = watchlist.goLive("A", 0, 0);
        assertEquals(1024, kept.size());
        assertEquals((byte) 2000, kept.get(1023).message()[0]);
    }

    @Test
    void knowsItsCap() {
        assertTrue(watchlist.hasRoom());
        assertTrue(watchlist.add("A"));
        assertFalse(watchlist.add("A"));
        watchlist.add("B");
        assertFalse(watchlist.hasRoom());
        assertTrue(watchlist.remove("A"));
        assertTrue(watchlist.hasRoom());
    }
}
