package io.tickwire.edge;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.bus.TypedBus;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.message.DoctorCheck;
import io.tickwire.domain.message.DoctorCheck.State;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.HealthReport.Level;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.bridge.DoctorCodec;
import io.tickwire.protocol.json.Json;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorServiceTest {
    @TempDir
    Path folder;

    @Test
    void answersAlsoWhenNobodyElseDoes() throws Exception {
        TickwireConfig config = new ConfigLoader(java.util.Map.of())
                .parse("{\"storage\":{\"path\":\"" + folder + "\"},\"ticks\":{\"enabled\":false}}", "test");
        Files.writeString(folder.resolve("STOP"), "");
        Vertx vertx = Vertx.vertx();
        try {
            TypedBus bus = TypedBus.install(vertx);
            List<DoctorCheck> checks =
                    await(new DoctorService(vertx, bus, config, new ServerView(bus, "sim"), List.of(), Clock.system())
                            .look());
            assertEquals(
                    List.of("executor sim", "feed sim", "models", "STOP file"),
                    checks.stream()
                            .filter(check -> check.state() == State.FAIL)
                            .map(DoctorCheck::name)
                            .toList());
            assertTrue(checks.contains(DoctorCheck.skipped("listener ticks", "switched off")), checks.toString());
        } finally {
            await(vertx.close());
        }
    }

    @Test
    void tellsOfEachPartThatIsNotWell() {
        HealthReport well = new HealthReport("JournalWriter", Level.HEALTHY, "");
        assertEquals(List.of(DoctorCheck.ok("parts", "1 parts are healthy")), PlatformChecks.parts(List.of(well)));
        assertEquals(State.WARN, DoctorCheck.worst(PlatformChecks.parts(List.of())));
        List<DoctorCheck> ill = PlatformChecks.parts(List.of(
                well,
                new HealthReport("TickPoller sim", Level.DEGRADED, "no tick for 12 s"),
                new HealthReport("WebSocketEdge", Level.UNHEALTHY, "does not start")));
        assertEquals(
                "part TickPoller sim WARN no tick for 12 s, part WebSocketEdge FAIL does not start",
                ill.stream()
                        .map(check -> check.name() + " " + check.state() + " " + check.evidence())
                        .collect(Collectors.joining(", ")));
    }

    @Test
    void failsAListenerThatOthersReach() {
        assertEquals(
                State.OK,
                PlatformChecks.listener("http", true, "127.0.0.1", false, false).state());
        assertEquals(
                State.OK,
                PlatformChecks.listener("http", true, "::1", false, false).state());
        assertEquals(
                State.FAIL,
                PlatformChecks.listener("http", true, "0.0.0.0", false, false).state());
        assertEquals(
                State.SKIPPED,
                PlatformChecks.listener("http", false, "0.0.0.0", false, false).state());
    }

    @Test
    void readsWhatItWrites() {
        List<DoctorCheck> checks = List.of(
                DoctorCheck.ok("a", "1 \"quoted\""),
                DoctorCheck.warn("b", "2", "do"),
                DoctorCheck.fail("c", "3", "do that"),
                DoctorCheck.skipped("d", "4"));
        String text = Json.object(out -> DoctorCodec.members(out, checks, 1_000));
        assertTrue(text.startsWith("{\"status\":\"fail\",\"checks\":["), text);
        assertTrue(text.endsWith("\"timestamp\":\"1970-01-01T00:00:01.000Z\"}"), text);
        assertEquals(Optional.of(checks), DoctorCodec.read(text.getBytes(StandardCharsets.UTF_8)));
        for (String other : List.of("<html>", "[]", "{\"status\":\"ok\"}", "{\"status\":\"ok\",\"checks\":[{}]}")) {
            assertEquals(Optional.empty(), DoctorCodec.read(other.getBytes(StandardCharsets.UTF_8)), other);
        }
    }
}
