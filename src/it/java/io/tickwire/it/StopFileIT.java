package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The brake that needs no client: a file named STOP in the data folder. */
final class StopFileIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final NodeFolder folder = new NodeFolder();
    private final Path stop = folder.journal("STOP");

    @Test
    void haltsAndStaysHaltedUntilItIsRemovedAndSomebodyResumes() throws IOException {
        try (TickwireProcess tickwire = folder.start();
                Trader trader = new Trader(tickwire).awaitTick()) {
            assertEquals("success", Trader.status(trader.buy()));
            Files.writeString(stop, "");
            awaitState(tickwire, "HALTED");
            JsonNode refused = trader.buy();
            assertEquals("TRADING_HALTED", Trader.code(refused), refused::toString);
            assertTrue(refused.toString().contains("STOP file"), refused::toString);
            assertEquals(1, folder.deals().size(), "what is open stays open");
            assertEquals("success", Trader.status(trader.close(UUID.randomUUID())), "closing passes");

            HttpResponse<String> tooEarly = resume(tickwire);
            assertEquals(503, tooEarly.statusCode(), tooEarly.body());
            assertTrue(tooEarly.body().contains("remove the STOP file"), tooEarly.body());
            Files.delete(stop);
            awaitResumed(tickwire);
            assertEquals("success", Trader.status(trader.buy()));
        }
    }

    @Test
    void closesEverythingWhenItSaysSoAndHoldsOverARestart() throws IOException {
        try (TickwireProcess tickwire = folder.start();
                Trader trader = new Trader(tickwire).awaitTick()) {
            trader.buy();
            trader.buy();
            trader.signal(UUID.randomUUID(), "\"action\":\"BUY\",\"volume\":0.01,\"price\":0.9");
            assertEquals(2, folder.deals().size());
            Files.writeString(stop, "close\n");
            Awaitility.await().atMost(SOON).until(() -> folder.deals().size() == 4);
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> account(tickwire).path("margin").asDouble() == 0);
            tickwire.kill();
            tickwire.awaitExit(SOON);
        }
        try (TickwireProcess tickwire = folder.start();
                Trader trader = new Trader(tickwire).awaitTick()) {
            assertEquals("HALTED", state(tickwire));
            assertEquals("TRADING_HALTED", Trader.code(trader.buy()));
            Files.delete(stop);
            tickwire.kill();
            tickwire.awaitExit(SOON);
        }
        try (TickwireProcess tickwire = folder.start();
                Trader trader = new Trader(tickwire).awaitTick()) {
            assertEquals("HALTED", state(tickwire), "the brake is latched: without the file somebody must resume");
            awaitResumed(tickwire);
            assertEquals("success", Trader.status(trader.buy()));
        }
    }

    private static JsonNode account(TickwireProcess tickwire) {
        try (WsClient client = WsClient.bridge(tickwire)) {
            return client.ask("mt5_command", "{\"command\":\"account_info\"}", "mt5_command_result")
                    .path("result");
        }
    }

    private static String state(TickwireProcess tickwire) {
        return NodeFolder.json(tickwire.get("/api/v1/risk").body())
                .path("trading_state")
                .asText();
    }

    private static void awaitState(TickwireProcess tickwire, String state) {
        Awaitility.await().atMost(SOON).until(() -> state.equals(state(tickwire)));
    }

    private static HttpResponse<String> resume(TickwireProcess tickwire) {
        return tickwire.send("POST", "/api/v1/risk/resume", "{}");
    }

    /** The file is looked for once a second, so it may be refused for so long. */
    private static void awaitResumed(TickwireProcess tickwire) {
        Awaitility.await().atMost(SOON).until(() -> resume(tickwire).statusCode() == 200);
        awaitState(tickwire, "ACTIVE");
    }
}
