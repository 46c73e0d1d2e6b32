package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor sees of a real node, over HTTP and from the command line. */
final class DoctorIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    /** What the machine under the test decides, not the node. */
    private static final Set<String> MACHINE = Set.of("disk space", "storage folder", "memory");

    @TempDir
    Path folder;

    private Path config(int port, String more) {
        try {
            return Files.writeString(
                    folder.resolve("conf.json"),
                    "{\"mqtt\":{\"port\":0},\"http\":{\"port\":" + port
                            + "},\"ticks\":{\"port\":0},\"inference\":{\"port\":0},\"storage\":{\"path\":\""
                            + folder.resolve("data") + "\"}" + more + "}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private TickwireProcess start(int port, String more) {
        return TickwireProcess.run("-conf", config(port, more).toString()).awaitLog("ready in");
    }

    private static JsonNode report(TickwireProcess tickwire) {
        HttpResponse<String> answer = tickwire.get("/api/v1/doctor");
        assertEquals(200, answer.statusCode());
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode check(JsonNode report, String name) {
        for (JsonNode check : report.path("checks")) {
            if (check.path("name").asText().equals(name)) {
                return check;
            }
        }
        throw new IllegalStateException("no check '" + name + "' in " + report);
    }

    private static String state(JsonNode report, String name) {
        return check(report, name).path("state").asText();
    }

    private static Set<String> names(JsonNode report, String state) {
        Set<String> names = new TreeSet<>();
        report.path("checks").forEach(check -> {
            if (check.path("state").asText().equals(state)
                    && !MACHINE.contains(check.path("name").asText())) {
                names.add(check.path("name").asText());
            }
        });
        return names;
    }

    @Test
    void findsAHealthyNodeHealthyFromBothDoors() throws IOException {
        int port = freePort();
        try (TickwireProcess tickwire = start(port, "")) {
            Awaitility.await().atMost(SOON).untilAsserted(() -> {
                JsonNode report = report(tickwire);
                assertEquals(Set.of(), names(report, "fail"), report::toString);
                assertEquals(Set.of(), names(report, "warn"), report::toString);
                assertEquals(Set.of("autotrading sim"), names(report, "skipped"));
                assertTrue(
                        check(report, "data EURUSD").path("evidence").asText().startsWith("always open, last tick "));
            });
            try (TickwireProcess doctor = TickwireProcess.run(
                    "doctor", "-conf", folder.resolve("conf.json").toString())) {
                assertEquals(0, doctor.awaitExit(SOON), doctor::log);
                assertTrue(doctor.log().contains("[ok]  journal lock  held by the running node"), doctor.log());
                assertTrue(doctor.log().contains("[ok]  port http  " + port + " is answered"), doctor.log());
                assertTrue(doctor.log().contains("[ok]  terminal sim  connected"), doctor.log());
                assertTrue(doctor.log().contains("[skipped]  autotrading sim"), doctor.log());
            }
            assertFalse(tickwire.log().contains("ERROR"), tickwire.log());
        }
    }

    @Test
    void findsAHaltedAccountAndSaysHowToResume() throws Exception {
        int port = freePort();
        try (TickwireProcess tickwire = start(port, "")) {
            HttpResponse<String> halted = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(tickwire.httpUrl() + "/api/v1/risk/halt"))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString("{\"reason\":\"lunch\"}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertEquals(200, halted.statusCode(), halted.body());
            JsonNode report = report(tickwire);
            assertEquals("fail", report.path("status").asText());
            JsonNode trading = check(report, "trading sim");
            assertEquals("fail", trading.path("state").asText());
            assertTrue(trading.path("evidence").asText().startsWith("HALTED: lunch"), trading.toString());
            assertTrue(trading.path("fix").asText().contains("POST /api/v1/risk/resume"), trading.toString());
            try (TickwireProcess doctor = TickwireProcess.run(
                    "doctor", "-conf", folder.resolve("conf.json").toString())) {
                assertEquals(1, doctor.awaitExit(SOON), doctor::log);
                assertTrue(doctor.log().contains("[fail]  trading sim  HALTED: lunch"), doctor.log());
                assertTrue(doctor.log().contains("      fix: remove the cause"), doctor.log());
            }
        }
    }

    @Test
    void findsADisconnectedTerminalAndItsSilentFeed() throws IOException {
        int port = freePort();
        try (TickwireProcess tickwire = start(port, ",\"market\":{\"staleAfter\":\"500ms\"}");
                WsClient client = WsClient.bridge(tickwire)) {
            client.ask("mt5_command", "{\"command\":\"disconnect\"}", "mt5_command_result");
            Awaitility.await().atMost(SOON).untilAsserted(() -> {
                JsonNode report = report(tickwire);
                assertEquals("fail", state(report, "terminal sim"), report::toString);
                assertEquals("fail", state(report, "feed sim"), report::toString);
                assertEquals("warn", state(report, "data EURUSD"), report::toString);
            });
        }
    }

    @Test
    void looksAtTheMachineWhenNothingRuns() throws IOException {
        int port = freePort();
        Path file = config(port, "");
        try (TickwireProcess doctor = TickwireProcess.run("doctor", "-conf", file.toString())) {
            assertEquals(0, doctor.awaitExit(SOON), doctor::log);
            assertTrue(doctor.log().contains("[ok]  port http  " + port + " is free"), doctor.log());
            assertTrue(doctor.log().contains("[ok]  journal lock  free"), doctor.log());
            assertTrue(doctor.log().contains("[skipped]  node  none answers"), doctor.log());
            assertFalse(Files.exists(folder.resolve("data")), "the doctor makes no folder");
        }
    }

    @Test
    void endsWith1OnATakenPortAndUnreadableFilesAndWith2OnABadConfiguration() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path file = config(
                    0,
                    ",\"terminals\":[{\"simulated\":{\"feed\":{\"type\":\"replay\",\"files\":[\"nowhere/*.zip\"]}}}]");
            Files.writeString(
                    file,
                    Files.readString(file)
                            .replace("\"ticks\":{\"port\":0}", "\"ticks\":{\"port\":" + taken.getLocalPort() + "}"));
            try (TickwireProcess doctor = TickwireProcess.run("doctor", "-conf", file.toString())) {
                assertEquals(1, doctor.awaitExit(SOON), doctor::log);
                assertTrue(
                        doctor.log().contains("[fail]  port ticks  " + taken.getLocalPort() + " is taken"),
                        doctor.log());
                assertTrue(doctor.log().contains("[fail]  replay sim  no file matches"), doctor.log());
            }
        }
        try (TickwireProcess doctor = TickwireProcess.run(
                "doctor", "-conf", config(0, ",\"htpp\":{},\"limitz\":{}").toString())) {
            assertEquals(2, doctor.awaitExit(SOON), doctor::log);
            assertTrue(doctor.log().contains("[fail]  configuration  $.htpp: unknown key"), doctor.log());
            assertTrue(doctor.log().contains("[fail]  configuration  $.limitz: unknown key"), doctor.log());
        }
    }

    @Test
    void verifiesAndExportsTheJournalOfARunningNode() throws IOException {
        String data = folder.resolve("data").toString();
        try (TickwireProcess tickwire = start(freePort(), "");
                WsClient client = WsClient.bridge(tickwire)) {
            client.ask("trading_signal", Samples.BUY_EURUSD, "trading_signal_executed");
            try (TickwireProcess verify = TickwireProcess.run("journal", "verify", "--folder", data);
                    TickwireProcess export = TickwireProcess.run("journal", "export", "--folder", data)) {
                assertEquals(0, verify.awaitExit(SOON), verify::log);
                assertTrue(verify.log().contains("1 signals, 0 of them not proven\n1 events\n"), verify.log());
                assertEquals(0, export.awaitExit(SOON), export::log);
                assertEquals(1, export.log().lines().count(), export.log());
                assertTrue(export.log().contains("\"status\":\"success\""), export.log());
            }
            client.ask("trading_signal", Samples.BUY_EURUSD, "trading_signal_executed");
        }
        try (TickwireProcess missing = TickwireProcess.run("journal", "verify", "--folder", data + "x")) {
            assertEquals(2, missing.awaitExit(SOON), missing::log);
        }
    }
}
