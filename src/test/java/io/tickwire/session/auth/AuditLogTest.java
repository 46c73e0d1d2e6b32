package io.tickwire.session.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.ops.LineLog;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.RollingFile;
import io.tickwire.protocol.json.Json;
import io.tickwire.session.auth.AuditEvent.What;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditLogTest {
    @TempDir
    Path folder;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private static AuditEvent event(String reason) {
        return new AuditEvent(0, What.LOGIN, "desk/key:1", "10.0.0.1", "ea", "/ticks", "ok", reason);
    }

    private double lost() {
        return registry.get("tickwire.audit.lost").counter().count();
    }

    @Test
    void writesOneObjectALineWhateverStandsInIt() throws IOException {
        Path file = folder.resolve("data/audit.log");
        try (AuditLog log = new AuditLog(file, new Metrics(registry))) {
            log.note(event("a \"quote\"\nand a line\u2028"));
            log.note(event("x".repeat(1000)));
        }
        List<String> lines = Files.readAllLines(file);
        assertEquals(2, lines.size());
        assertEquals(
                "a \"quote\"\nand a line\u2028",
                Json.parse(lines.get(0).getBytes(StandardCharsets.UTF_8))
                        .get("reason")
                        .textValue());
        assertTrue(lines.get(1).length() < 500);
    }

    @Test
    void keepsTenFilesAndNoMore() throws IOException {
        RollingFile rolling = new RollingFile(folder.resolve("audit.log"), 100, 10);
        for (int i = 0; i < 50; i++) {
            rolling.line("line " + i + " " + "x".repeat(60));
        }
        rolling.close();
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(10, files.count());
        }
        assertTrue(Files.readString(folder.resolve("audit.log")).startsWith("line 49 "));
        assertTrue(Files.readString(folder.resolve("audit.log.9")).startsWith("line 40 "));
    }

    @Test
    void goesOnWhereTheLastProcessEnded() throws IOException {
        for (int i = 0; i < 2; i++) {
            RollingFile rolling = new RollingFile(folder.resolve("audit.log"), 1000, 10);
            rolling.line("line " + i);
            rolling.close();
        }
        assertEquals(List.of("line 0", "line 1"), Files.readAllLines(folder.resolve("audit.log")));
    }

    @Test
    void losesAndCountsWhatDoesNotFitAndWaitsForNothing() throws InterruptedException {
        LineLog<AuditEvent> log =
                AuditLog.log(new RollingFile(folder.resolve("audit.log"), 1000, 2), new Metrics(registry), 2);
        for (int i = 0; i < 5; i++) {
            log.note(event("number " + i));
        }
        assertEquals(3, lost());
        log.writeNext();
        log.note(event("fits again"));
        assertEquals(3, lost());
    }

    @Test
    void saysThatItCannotWriteAndTriesAgainUntilItCan() throws IOException, InterruptedException {
        Path file = folder.resolve("audit.log");
        Files.createDirectory(file);
        LineLog<AuditEvent> log = AuditLog.log(new RollingFile(file, 1000, 2), new Metrics(registry), 8);
        log.note(event("first"));
        log.note(event("second"));
        assertFalse(log.writeNext());
        assertFalse(log.writeNext());
        assertTrue(log.problem().contains("cannot be written"), log.problem());
        Files.delete(file);
        assertTrue(log.writeNext());
        assertTrue(log.writeNext());
        assertEquals("", log.problem());
        List<String> lines = Files.readAllLines(file);
        assertEquals(2, lines.size());
        assertTrue(lines.get(0).contains("first"), lines.toString());
    }

    @Test
    void aLineThatWasCutOffSpoilsNoOther() throws IOException {
        Path file = Files.writeString(folder.resolve("audit.log"), "whole\ncut o");
        RollingFile rolling = new RollingFile(file, 1000, 2);
        rolling.line("next");
        rolling.close();
        assertEquals(List.of("whole", "cut o", "next"), Files.readAllLines(file));
    }
}
