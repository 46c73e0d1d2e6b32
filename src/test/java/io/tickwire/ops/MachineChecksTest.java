package io.tickwire.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.message.DoctorCheck;
import io.tickwire.domain.message.DoctorCheck.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MachineChecksTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"1024,OK", "1023,WARN", "100,WARN", "99,FAIL"})
    void judgesTheSpaceOnTheDisk(long mib, State expected) {
        assertEquals(expected, MachineChecks.spaceOf(mib << 20).state());
    }

    @ParameterizedTest
    @CsvSource({"0.1,OK", "20,OK", "20.1,WARN"})
    void judgesTheTimeToTheDisk(double millis, State expected) {
        assertEquals(expected, MachineChecks.syncOf(millis).state());
    }

    @ParameterizedTest
    @CsvSource({"1,OK", "0,WARN", ",WARN"})
    void judgesWhetherTheEngineMayReport(String variable, State expected) {
        assertEquals(expected, MachineChecks.telemetry(variable).state());
    }

    @ParameterizedTest
    @CsvSource({"90,100,OK", "91,100,WARN"})
    void judgesTheHeap(long used, long max, State expected) {
        assertEquals(expected, MachineChecks.heap(used << 20, max << 20).state());
    }

    @ParameterizedTest
    @CsvSource({"16,FAIL", "17,OK", "25,OK"})
    void judgesJava(int feature, State expected) {
        assertEquals(expected, MachineChecks.java(feature).state());
    }

    @Test
    void looksAtAFolderThatIsNotThereAndLeavesNothing() throws IOException {
        Path later = folder.resolve("a").resolve("b");
        List<DoctorCheck> checks = MachineChecks.all(later, Clock.system());
        assertTrue(checks.stream().noneMatch(check -> check.state() == State.FAIL), checks.toString());
        assertFalse(Files.exists(later));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void failsAFolderThatIsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertEquals(
                State.FAIL,
                named(MachineChecks.all(file, Clock.system()), "storage folder").state());
    }

    @Test
    void failsWhileAStopFileIsThere() throws IOException {
        Files.writeString(folder.resolve("STOP"), "");
        DoctorCheck check = named(MachineChecks.all(folder, Clock.system()), "STOP file");
        assertEquals(State.FAIL, check.state());
        assertTrue(check.fix().contains("POST /api/v1/risk/resume"), check.fix());
    }

    private static DoctorCheck named(List<DoctorCheck> checks, String name) {
        return checks.stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
