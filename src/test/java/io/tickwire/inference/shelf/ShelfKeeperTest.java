package io.tickwire.inference.shelf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.message.ModelList;
import io.tickwire.domain.message.ModelList.State;
import io.tickwire.inference.Models;
import io.tickwire.inference.model.LoadedModel;
import io.tickwire.inference.model.ModelFiles;
import io.tickwire.inference.model.ModelLoader;
import io.tickwire.inference.model.UnusableModelException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ShelfKeeperTest {
    private static final String M = "m";

    private final FakeSource source = new FakeSource();
    private final AtomicInteger closed = new AtomicInteger();
    private final ModelShelf shelf = new ModelShelf();
    private final ShelfKeeper keeper =
            new ShelfKeeper(source, new ModelLoader(8, Models::countingGraph, closed::incrementAndGet), shelf);

    /** Versions as a test puts them. */
    private static final class FakeSource implements ModelSource {
        private final Map<String, Map<String, ModelFiles>> models = new TreeMap<>();
        private final Map<String, String> traffic = new TreeMap<>();
        private final Map<String, Integer> generation = new TreeMap<>();
        private final Map<String, String> unreadable = new TreeMap<>();
        private boolean broken;

        void put(String version, ModelFiles files) {
            models.computeIfAbsent(M, key -> new TreeMap<>(new VersionOrder())).put(version, files);
            generation.merge(version, 1, Integer::sum);
        }

        void good(String version) {
            put(version, Models.counting(M, version, 1));
        }

        void bad(String version) {
            put(version, new ModelFiles("bad", "{ not json", new byte[0], ""));
        }

        @Override
        public Map<String, Found> list() throws IOException {
            if (broken) {
                throw new IOException("disk gone");
            }
            Map<String, Found> found = new TreeMap<>();
            models.forEach((name, versions) -> {
                Map<String, String> signatures = new TreeMap<>(new VersionOrder());
                versions.keySet().forEach(version -> signatures.put(version, "generation " + generation.get(version)));
                found.put(
                        name, new Found(signatures, traffic.getOrDefault(name, ""), unreadable.getOrDefault(name, "")));
            });
            return found;
        }

        @Override
        public ModelFiles files(String model, String version) {
            return models.get(model).get(version);
        }
    }

    private String active() {
        return shelf.line(M) == null ? "none" : shelf.line(M).active().version();
    }

    private ModelList.Version version(String version) {
        return keeper.list().models().get(0).versions().stream()
                .filter(one -> one.version().equals(version))
                .findFirst()
                .orElseThrow();
    }

    /** What came is touched when it lies still, so at the second look. */
    private void lookTwice() {
        keeper.refresh();
        keeper.refresh();
    }

    @Test
    void theNewestGoodVersionAnswers() {
        source.good("9");
        source.good("10");
        assertTrue(keeper.refresh());
        assertEquals("10", active());
        assertFalse(keeper.refresh());
        assertEquals(State.UNLOADED, version("9").state());
        assertEquals("active", version("10").role());
    }

    @Test
    void aNewVersionTakesOverWhenItLiesStillAndTheOldOneIsClosed() {
        source.good("1");
        keeper.refresh();
        source.good("2");
        keeper.refresh();
        assertEquals("1", active());
        source.good("2");
        keeper.refresh();
        assertEquals("1", active());
        keeper.refresh();
        assertEquals("2", active());
        assertEquals(1, closed.get());
    }

    @Test
    void theOldOneStaysOpenWhileItIsUsed() {
        source.good("1");
        keeper.refresh();
        LoadedModel used = shelf.line(M).active();
        assertTrue(used.retain());
        source.good("2");
        lookTwice();
        assertEquals("2", active());
        assertEquals(0, closed.get());
        used.release();
        assertEquals(1, closed.get());
    }

    @Test
    void aBadVersionReplacesNoGoodOne() {
        source.good("1");
        keeper.refresh();
        source.bad("2");
        lookTwice();
        assertEquals("1", active());
        assertEquals(State.FAILED, version("2").state());
        assertTrue(version("2").problem().contains("is not JSON"), version("2").problem());
        assertTrue(keeper.problem().contains("model m 2"), keeper.problem());
        source.good("2");
        lookTwice();
        assertEquals("2", active());
        assertEquals("", keeper.problem());
    }

    @Test
    void aVersionWhoseFilesBecomeBadGoesOnAsItWas() {
        source.good("1");
        keeper.refresh();
        LoadedModel before = shelf.line(M).active();
        source.bad("1");
        lookTwice();
        assertSame(before, shelf.line(M).active());
        assertEquals(0, closed.get());
        assertTrue(keeper.problem().contains("model m 1"), keeper.problem());
        source.good("1");
        lookTwice();
        assertNotSame(before, shelf.line(M).active());
        assertEquals(1, closed.get());
    }

    @Test
    void trafficNamesWhoAnswersWhoShadowsAndWhoShares() {
        source.good("1");
        source.good("2");
        source.good("3");
        source.traffic.put(M, "{ \"active\": \"1\", \"shadow\": \"2\", \"split\": { \"3\": 25 } }");
        keeper.refresh();
        assertEquals("1", active());
        assertEquals("shadow", version("2").role());
        assertEquals("25 %", version("3").role());
        int thirds = 0;
        for (long hash = 0; hash < 10_000; hash++) {
            String picked = shelf.line(M).pick(hash * 0x9E3779B97F4A7C15L).version();
            assertTrue(List.of("1", "3").contains(picked), picked);
            thirds += picked.equals("3") ? 1 : 0;
        }
        assertEquals(2500, thirds, 200);
        assertEquals(shelf.line(M).pick(77), shelf.line(M).pick(77));
    }

    @Test
    void trafficThatCannotBeFollowedChangesNothingAndIsTold() {
        source.good("1");
        source.good("2");
        source.traffic.put(M, "{ \"active\": \"1\" }");
        keeper.refresh();
        source.traffic.put(M, "{ \"active\": \"3\" }");
        keeper.refresh();
        assertEquals("1", active());
        assertTrue(keeper.problem().contains("version 3 as active, which is not there"), keeper.problem());
        source.traffic.put(M, "{ \"actve\": \"2\" }");
        keeper.refresh();
        assertEquals("1", active());
        assertTrue(keeper.problem().contains("did you mean 'active'"), keeper.problem());
        source.traffic.put(M, "{ \"active\": \"2\", \"split\": { \"1\": 101 } }");
        keeper.refresh();
        assertTrue(keeper.problem().contains("is no percentage"), keeper.problem());
        source.traffic.put(M, "{ \"active\": \"2\" }");
        keeper.refresh();
        keeper.refresh();
        assertEquals("2", active());
        assertEquals("", keeper.problem());
    }

    @Test
    void anActiveVersionThatIsBadLeavesWhoAnswered() {
        source.good("1");
        keeper.refresh();
        source.bad("2");
        source.traffic.put(M, "{ \"active\": \"2\" }");
        lookTwice();
        assertEquals("1", active());
        assertTrue(keeper.problem().contains("cannot be used"), keeper.problem());
    }

    @Test
    void unloadTakesOffUntilLoad() throws UnusableModelException {
        source.good("1");
        keeper.refresh();
        assertTrue(keeper.unload(M));
        assertNull(shelf.line(M));
        assertEquals(1, closed.get());
        assertFalse(keeper.refresh());
        assertNull(shelf.line(M));
        assertTrue(keeper.load(M));
        assertEquals("1", active());
    }

    @Test
    void loadDoesNotWaitAndSaysWhyItCannot() throws UnusableModelException {
        source.bad("1");
        keeper.refresh();
        assertTrue(assertThrows(UnusableModelException.class, () -> keeper.load(M))
                .getMessage()
                .contains("is not JSON"));
        source.good("1");
        keeper.load(M);
        assertEquals("1", active());
        assertEquals(
                "there is no model 'x'; known: m",
                assertThrows(UnusableModelException.class, () -> keeper.load("x"))
                        .getMessage());
        assertEquals(
                "there is no model 'x'; known: m",
                assertThrows(UnusableModelException.class, () -> keeper.unload("x"))
                        .getMessage());
    }

    @Test
    void aFolderThatIsGoneForAMomentIsNotGone() {
        source.good("1");
        keeper.refresh();
        Map<String, ModelFiles> versions = source.models.remove(M);
        keeper.refresh();
        assertEquals("1", active());
        source.models.put(M, versions);
        keeper.refresh();
        assertEquals("1", active());
        source.models.remove(M);
        lookTwice();
        assertNull(shelf.line(M));
        assertEquals(1, closed.get());
    }

    @Test
    void aVersionThatIsGoneGivesWayToTheOneBefore() {
        source.good("1");
        source.good("2");
        keeper.refresh();
        source.models.get(M).remove("2");
        keeper.refresh();
        keeper.refresh();
        assertEquals("1", active());
        assertEquals(1, closed.get());
    }

    @Test
    void anUnreadableFolderChangesNothing() {
        source.good("1");
        keeper.refresh();
        source.broken = true;
        assertFalse(keeper.refresh());
        assertEquals("1", active());
        assertTrue(keeper.problem().contains("disk gone"), keeper.problem());
    }

    @Test
    void aModelThatCannotBeSeenGoesOnAndIsTold() {
        source.good("1");
        keeper.refresh();
        source.unreadable.put(M, "m cannot be read");
        lookTwice();
        assertEquals("1", active());
        assertEquals("model m: m cannot be read", keeper.problem());
    }

    @Test
    void whatAModelThrowsIsItsOwnProblem() {
        source.put("1", new ModelFiles("throws", Models.counting(M, "1", 1).manifest(), null, ""));
        source.models.put("n", Map.of("1", Models.counting("n", "1", 1)));
        keeper.refresh();
        assertEquals("none", active());
        assertEquals("1", shelf.line("n").active().version());
        assertTrue(keeper.problem().contains("NullPointerException"), keeper.problem());
        assertFalse(keeper.refresh());
    }

    @Test
    void whoAnswersInPlaceOfABadOneIsNeverAModelThatWasLetGo() {
        source.good("1");
        keeper.refresh();
        source.bad("2");
        source.traffic.put(M, "{ \"active\": \"2\", \"split\": { \"1\": 10 } }");
        lookTwice();
        assertEquals("1", active());
        source.good("1");
        lookTwice();
        assertTrue(shelf.line(M).active().retain(), "it was released");
        shelf.line(M).active().release();
    }

    @Test
    void closesEverythingAtTheEnd() {
        source.good("1");
        source.good("2");
        source.traffic.put(M, "{ \"shadow\": \"1\" }");
        keeper.refresh();
        keeper.close();
        assertEquals(2, closed.get());
        assertNull(shelf.line(M));
    }
}
