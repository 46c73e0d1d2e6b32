package io.tickwire.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EdgePartsTest {

    @Test
    void holdsTicksBackAtTheRateAskedForAndReleasesTheNewest() {
        Watchlist watchlist = new Watchlist(10);
        watchlist.add("A");
        assertFalse(watchlist.admit("A", 1, "not live yet", 0));
        watchlist.maxRate(10);
        watchlist.goLive("A", 1, 0);
        assertFalse(watchlist.admit("A", 1, "already told", 200_000_000));
        assertTrue(watchlist.admit("A", 2, "2", 200_000_000));
        assertFalse(watchlist.admit("A", 3, "3", 210_000_000));
        assertFalse(watchlist.admit("A", 4, "4", 299_000_000));
        assertTrue(watchlist.isHolding());
        assertEquals(List.of(), watchlist.due(299_999_999));
        assertEquals(List.of(Map.entry("A", "4")), watchlist.due(300_000_000));
        assertFalse(watchlist.isHolding());
    }

    @Test
    void knowsItsCap() {
        Watchlist watchlist = new Watchlist(1);
        assertTrue(watchlist.hasRoom());
        assertTrue(watchlist.add("A"));
        assertFalse(watchlist.add("A"));
        assertFalse(watchlist.hasRoom());
        assertTrue(watchlist.remove("A"));
        assertTrue(watchlist.hasRoom());
    }
}
