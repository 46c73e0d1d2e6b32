package io.tickwire.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.message.DoctorCheck;
import io.tickwire.domain.message.DoctorCheck.State;
import io.tickwire.domain.message.ModelList;
import io.tickwire.domain.message.ModelList.Model;
import io.tickwire.domain.message.ModelList.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ModelChecksTest {
    private static final Version GOOD = new Version("1", ModelList.State.READY, "active", "", null);
    private static final Version BAD = new Version("2", ModelList.State.FAILED, "", "half copied", null);

    private static List<DoctorCheck> of(String problem, Version... versions) {
        return ModelChecks.of(new ModelList(List.of(new Model("m", List.of(versions), "")), problem), "m");
    }

    @Test
    void oneLineWhenAllAreWell() {
        assertEquals(List.of(DoctorCheck.ok("models", "m 1 answering")), of("", GOOD));
    }

    @Test
    void aBadVersionBesideAGoodOneIsAWarning() {
        List<DoctorCheck> checks = of("", GOOD, BAD);
        assertEquals(1, checks.size());
        assertEquals("model m 2", checks.get(0).name());
        assertEquals(State.WARN, checks.get(0).state());
    }

    @Test
    void aMissingDefaultAndAnUnreadableFolderAreTold() {
        List<DoctorCheck> checks = of("disk gone", BAD);
        assertEquals(
                List.of(State.FAIL, State.WARN, State.WARN),
                checks.stream().map(DoctorCheck::state).toList());
        assertTrue(checks.get(2).evidence().contains("the default model m does not answer"), checks.toString());
    }

    @Test
    void aSilentKeeperFails() {
        assertEquals(State.FAIL, ModelChecks.of(null, "m").get(0).state());
    }
}
