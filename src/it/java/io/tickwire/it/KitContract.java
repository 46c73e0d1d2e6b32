package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every client kit does, whatever it is written in: with the real jar, and with a server that misbehaves. */
abstract class KitContract {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String QUICK = "{\"base\":20,\"cap\":200}";
    private static final String BUY = "{\"symbol\":\"EURUSD\",\"action\":\"BUY\",\"volume\":0.01}";

    private static final String EURUSD = "{\"symbols\":[\"EURUSD\"]}";

    private static SecuredNode secured;

    private final List<Kit> kits = new ArrayList<>();

    /** Whether the kit's socket tells why there was no upgrade. */
    boolean readsRefusals() {
        return true;
    }

    /** A fresh kit. */
    abstract Kit create();

    final Kit kit() {
        Kit kit = create();
        kits.add(kit);
        return kit;
    }

    @AfterEach
    final void closeKits() {
        kits.forEach(Kit::close);
    }

    /** The node with authentication that the tests of a class share. */
    static SecuredNode secured() {
        if (secured == null) {
            secured = new SecuredNode();
        }
        return secured;
    }

    @AfterAll
    static void closeSecured() {
        if (secured != null) {
            secured.close();
            secured = null;
        }
    }

    // ---- the real jar

    @Test
    void streamsTradesAndAnswersBySignalId() {
        try (TickwireProcess tickwire = TickwireProcess.startDefault()) {
            Kit kit = kit();
            assertEquals(
                    "connection_established",
                    kit.connect(tickwire.bridgeUrl(), QUICK).path("type").asText());
            JsonNode subscribed = kit.ask("subscribe", "{\"symbols\":[\"EURUSD\",\"NOPE\"]}");
            assertEquals(
                    Kit.read(
                            "{\"symbols\":[\"EURUSD\"],\"rejected\":[{\"symbol\":\"NOPE\",\"reason\":\"INVALID_SYMBOL\"}]}"),
                    subscribed);
            assertEquals("EURUSD", kit.await("tick").path("symbol").asText());
            kit.ask("listen", "{\"channel\":\"executions\"}");

            JsonNode first = kit.ask("trade", "{\"signal\":" + BUY + "}");
            assertEquals("success", first.path("status").asText(), first::toString);
            assertFalse(first.path("duplicate").asBoolean());
            String id = first.path("signal_id").asText();
            JsonNode again = kit.ask("trade", "{\"signal\":" + signal(id) + "}");
            assertTrue(again.path("duplicate").asBoolean(), again::toString);
            assertEquals(first.at("/result/order_id"), again.at("/result/order_id"));
            assertEquals(
                    id, kit.await("execution").path("data").path("signal_id").asText());

            assertEquals(
                    "VALIDATION_ERROR",
                    kit.refusal("trade", "{\"signal\":" + BUY.replace("0.01", "99") + "}")
                            .code());
            JsonNode bad = kit.ask("trade", "{\"signal\":" + BUY.replace("EURUSD", "NOPE") + "}");
            assertEquals(
                    "error INVALID_SYMBOL",
                    bad.path("status").asText() + " " + bad.path("code").asText());
            assertEquals(
                    "connected",
                    kit.ask("command", "{\"command\":\"status\",\"parameters\":{}}")
                            .path("status")
                            .asText());
            JsonNode ticks = kit.ask(
                    "command", "{\"command\":\"get_ticks\",\"parameters\":{\"symbol\":\"EURUSD\",\"count\":1}}");
            assertEquals(1, ticks.path("ticks").size(), ticks::toString);
            assertEquals(5, kit.ask("symbols", "{}").size());

            String closes = IntStream.range(0, 120)
                    .mapToObj(i -> Double.toString(1.1 + 0.001 * Math.sin(i / 7.0)))
                    .collect(Collectors.joining(",", "[", "]"));
            JsonNode prediction = kit.ask("predict", "{\"closes\":" + closes + "}");
            assertTrue(prediction.path("decision").asText().matches("buy|sell"), prediction::toString);
            assertEquals(20, prediction.path("forecast").size(), prediction::toString);
            assertEquals("nbeats-h1", prediction.path("model").asText());
            assertEquals(
                    "VALIDATION_ERROR",
                    kit.refusal("predict", "{\"closes\":[1,2]}").code());
            assertEquals(
                    "MODEL_NOT_FOUND",
                    kit.refusal("predict", "{\"model\":\"none\",\"closes\":" + closes + "}")
                            .code());

            kit.ask("close", "{}");
            assertTrue(kit.await("close").isNull());
        }
    }

    @Test
    void tellsTheOrderLimitWithItsTime() {
        try (TickwireProcess tickwire = TickwireProcess.start(
                "{\"http\":{\"port\":0},\"ticks\":{\"port\":0},\"inference\":{\"port\":0},\"limits\":{\"ordersPerMinute\":1}}")) {
            Kit kit = kit();
            kit.connect(tickwire.bridgeUrl(), QUICK);
            kit.ask("subscribe", "{\"symbols\":[\"EURUSD\"]}");
            kit.await("tick");
            kit.ask("trade", "{\"signal\":" + BUY + "}");
            JsonNode refused = kit.ask("trade", "{\"signal\":" + BUY + "}");
            assertEquals("RATE_LIMITED", refused.path("code").asText(), refused::toString);
            assertTrue(refused.path("details").path("retry_after").asInt() > 0, refused::toString);
        }
    }

    @Test
    void readsTheTickStreamThatHasNoWelcome() {
        try (TickwireProcess tickwire = TickwireProcess.startDefault()) {
            Kit kit = kit();
            assertTrue(kit.connect(tickwire.ticksUrl(), QUICK).isNull());
            JsonNode first = kit.ask("read", "{\"name\":\"r\",\"symbols\":[\"EURUSD\",\"BTCUSD\"],\"bound\":100}");
            JsonNode more = kit.ask("next", "{\"name\":\"r\",\"count\":20}");
            assertTrue(first.path("snapshot").asBoolean(), first::toString);
            assertEquals(20, more.size());
            assertEquals(
                    "NOT_SUPPORTED",
                    kit.refusal("trade", "{\"signal\":" + BUY + "}").code());
            kit.ask("leave", "{\"name\":\"r\"}");
            assertEquals(5, kit.ask("symbols", "{}").size());
        }
    }

    @Test
    void resumesOverKillsWithoutAHoleOrADouble() {
        NodeFolder folder = new NodeFolder();
        Kit kit = kit();
        String here = at(QuietPort.find(), folder.config("", ""));
        try (TickwireProcess tickwire = TickwireProcess.start(here)) {
            kit.connect(tickwire.bridgeUrl(), QUICK);
            kit.ask("listen", "{\"channel\":\"executions\"}");
            kit.ask("subscribe", "{\"symbols\":[\"EURUSD\"]}");
            kit.await("tick");
            buy(kit, 3);
            awaitExecutions(kit, 3);
            tickwire.kill();
            tickwire.awaitExit(SOON);
        }
        kit.await("reconnecting");
        // Nobody serves the kit's port, while others trade on the same account.
        try (TickwireProcess elsewhere = folder.start();
                Trader trader = new Trader(elsewhere).awaitTick()) {
            IntStream.range(0, 4).forEach(i -> trader.buy());
            elsewhere.kill();
            elsewhere.awaitExit(SOON);
        }
        int ticks = kit.events("tick").size();
        try (TickwireProcess back = TickwireProcess.start(here)) {
            Awaitility.await().atMost(SOON).until(() -> kit.events("ready").size() == 2);
            awaitExecutions(kit, 7);
            Awaitility.await().atMost(SOON).until(() -> kit.events("tick").size() > ticks + 1);
            buy(kit, 1);
            awaitExecutions(kit, 8);
            assertEquals(
                    LongStream.rangeClosed(1, 8).boxed().toList(),
                    kit.events("execution").stream()
                            .map(event -> event.path("seq").asLong())
                            .toList());
            assertEquals(List.of("ticks"), gaps(kit), "a restart begins new ticks, and says so");
            assertEquals(8, kit.ask("place", "{}").path("seq").asInt());
            assertTrue(back.isAlive());
        }
    }

    @Test
    void hasTheOutcomeOfATradeThatWasUnderWayWhenTheServerWasKilled() {
        NodeFolder folder = new NodeFolder();
        Kit kit = kit();
        CompletableFuture<JsonNode> answer;
        int port = QuietPort.find();
        try (TickwireProcess tickwire = TickwireProcess.start(at(
                port,
                folder.config(",\"faults\":{\"lostReplyRate\":1}", ",\"execution\":{\"orderTimeout\":\"30s\"}")))) {
            kit.connect(tickwire.bridgeUrl(), QUICK.replace("}", ",\"tradeTimeout\":60000}"));
            kit.ask("subscribe", "{\"symbols\":[\"EURUSD\"]}");
            kit.await("tick");
            answer = kit.begin("trade", "{\"signal\":" + BUY + "}");
            // The broker did it, and the reply got lost.
            Awaitility.await().atMost(SOON).until(() -> folder.deals().size() == 1);
            tickwire.kill();
            tickwire.awaitExit(SOON);
        }
        try (TickwireProcess back = TickwireProcess.start(at(port, folder.config("", "")))) {
            JsonNode outcome = Kit.end(answer);
            assertEquals("success", outcome.path("status").asText(), outcome::toString);
            assertTrue(outcome.path("duplicate").asBoolean(), outcome::toString);
            assertEquals(1, folder.deals().size());
            assertTrue(back.isAlive());
        }
    }

    @Test
    void tellsTheLateTruthOfAnUnknownOutcome() {
        NodeFolder folder = new NodeFolder();
        try (TickwireProcess tickwire = TickwireProcess.start(
                folder.config(",\"faults\":{\"lostReplyRate\":1}", ",\"execution\":{\"orderTimeout\":\"300ms\"}"))) {
            Kit kit = kit();
            kit.connect(tickwire.bridgeUrl(), QUICK);
            kit.ask("subscribe", "{\"symbols\":[\"EURUSD\"]}");
            kit.await("tick");
            String id = UUID.randomUUID().toString();
            JsonNode truth = kit.ask("settled", "{\"signal\":" + signal(id) + "}");
            assertEquals("success", truth.path("status").asText(), truth::toString);
            assertEquals(id, kit.await("settled").path("signal_id").asText());
        }
    }

    // ---- the real jar with authentication

    @Test
    void tradesWithATokenAndWithAKey() {
        SecuredNode node = secured();
        for (String credential : List.of(
                "{\"token\":\"" + node.token("trade") + "\"}", "{\"apiKey\":\"" + node.key("desk", "trade") + "\"}")) {
            Kit kit = kit();
            kit.connect(node.process.bridgeUrl(), credential);
            kit.ask("subscribe", EURUSD);
            kit.await("tick");
            buy(kit, 1);
        }
        Kit ticks = kit();
        ticks.connect(node.process.ticksUrl(), "{\"token\":\"" + node.token("read") + "\"}");
        assertTrue(ticks.ask("symbols", "{}").size() >= 5);
    }

    @Test
    void goesOnWithANewTokenWithoutAHole() {
        SecuredNode node = secured();
        Kit witness = new JavaKit();
        kits.add(witness);
        witness.connect(node.process.bridgeUrl(), "{\"apiKey\":\"" + node.key("witness", "trade") + "\"}");
        witness.ask("subscribe", EURUSD);
        Kit kit = kit();
        kit.connect(
                node.process.bridgeUrl(),
                "{\"base\":2000,\"cap\":2000,\"tokens\":[\"" + node.token("trade", 6000) + "\",\"" + node.token("trade")
                        + "\"]}");
        kit.ask("listen", "{\"channel\":\"executions\"}");
        kit.ask("subscribe", EURUSD);
        kit.await("tick");
        buy(kit, 1);
        JsonNode lost = kit.await("reconnecting");
        assertEquals(4501, lost.path("code").asInt(), lost::toString);
        assertTrue(lost.path("reason").asText().contains("expired"), lost::toString);
        buy(witness, 4);
        Awaitility.await().atMost(SOON).until(() -> kit.events("ready").size() == 2);
        buy(kit, 1);
        awaitExecutions(kit, 6);
        List<Long> executions = seqs(kit, "execution");
        long first = executions.get(0);
        assertEquals(LongStream.range(first, first + 6).boxed().toList(), executions);
        int ticks = kit.events("tick").size();
        Awaitility.await().atMost(SOON).until(() -> kit.events("tick").size() > ticks + 3);
        List<Long> told = seqs(kit, "tick");
        long from = told.get(0);
        long to = told.get(told.size() - 1);
        Awaitility.await().atMost(SOON).until(() -> seqs(witness, "tick").contains(to));
        assertEquals(
                seqs(witness, "tick").stream()
                        .filter(seq -> seq >= from && seq <= to)
                        .toList(),
                told,
                "ticks of who stayed, and of who came back");
        assertEquals(List.of(), gaps(kit));
    }

    @Test
    void endsWithItsOnlyToken() {
        Kit kit = kit();
        kit.connect(
                secured().process.bridgeUrl(),
                "{\"base\":20,\"token\":\"" + secured().token("trade", 4000) + "\"}");
        JsonNode failure = kit.await("close");
        assertEquals(4501, failure.path("details").path("close_code").asInt(), failure::toString);
        assertTrue(failure.path("message").asText().contains("expired"), failure::toString);
        assertEquals("CLOSED", kit.refusal("trade", "{\"signal\":" + BUY + "}").code());
        assertEquals(1, kit.events("ready").size());
    }

    @Test
    void saysThatAReaderMayNotTrade() {
        Kit kit = kit();
        kit.connect(secured().process.bridgeUrl(), "{\"token\":\"" + secured().token("read") + "\"}");
        JsonNode refused = kit.ask("trade", "{\"signal\":" + BUY + "}");
        assertEquals(
                "error FORBIDDEN",
                refused.path("status").asText() + " " + refused.path("code").asText());
        assertTrue(refused.path("error").asText().contains("trade"), refused::toString);
        assertEquals(
                "FORBIDDEN",
                kit.refusal("command", "{\"command\":\"disconnect\",\"parameters\":{}}")
                        .code());
        assertTrue(kit.ask("symbols", "{}").size() >= 5);
    }

    @Test
    void endsAtOnceWhenItsTokenIsWrong() throws InterruptedException {
        String wrong = "{\"url\":\"" + secured().process.bridgeUrl()
                + "\",\"options\":{\"base\":20,\"cap\":200,\"token\":\"not-a-token\"}}";
        Kit kit = kit();
        Kit.Refused refused = kit.refusal("connect", wrong);
        assertEquals(
                "UNAUTHORIZED 401", refused.code() + " " + refused.error().at("/details/status"), refused::toString);
        assertTrue(refused.getMessage().contains("the server answered 401"), refused::toString);
        assertEquals("UNAUTHORIZED", kit.await("close").path("code").asText());
        Awaitility.await().during(Duration.ofMillis(500)).until(() -> kit.events("reconnecting")
                .isEmpty());
        if (!readsRefusals()) {
            return;
        }
        assertEquals(
                "FORBIDDEN",
                kit().refusal(
                                "connect",
                                "{\"url\":\"" + secured().process.ticksUrl() + "\",\"options\":{\"token\":\""
                                        + secured().token("feed") + "\"}}")
                        .code());
    }

    @Test
    void waitsAsLongAsARefusalAsks() {
        SecuredNode node = secured();
        for (int i = 0; i < 5; i++) {
            node.request("GET", "/api/v1/symbols", "wrong", "127.0.0.1");
        }
        Kit kit = kit();
        kit.connect(node.process.bridgeUrl(), "{\"base\":20,\"cap\":200,\"token\":\"" + node.token("read") + "\"}");
        JsonNode slowed = kit.await("reconnecting");
        assertEquals(1013, slowed.path("code").asInt(), slowed::toString);
        assertTrue(slowed.path("delay").asDouble() >= 1000, slowed::toString);
    }

    // ---- a server that misbehaves

    @Test
    void keepsTheCloseCodeRule() {
        JsonNode rule = Kit.read(
                        Markdown.read("src/test/resources/clients/rule.json").text())
                .path("reconnects");
        for (Map.Entry<String, JsonNode> row : rule.properties()) {
            int code = Integer.parseInt(row.getKey());
            if (code == 1005 || code == 1006 || code == 1015) {
                continue; // not for the wire
            }
            try (FakeBridge bridge = new FakeBridge()) {
                Kit kit = kit();
                CompletableFuture<JsonNode> connected =
                        kit.begin("connect", "{\"url\":\"" + bridge.url() + "\",\"options\":" + QUICK + "}");
                FakeBridge.Peer peer = bridge.next().welcome();
                Kit.end(connected);
                peer.close(code, "because");
                if (row.getValue().asBoolean()) {
                    bridge.next().welcome();
                    kit.await(
                            "reconnecting",
                            told -> told.path("code").asInt() == code
                                    && told.path("reason").asText().equals("because"));
                } else {
                    JsonNode failure = kit.await("close");
                    assertEquals(
                            code, failure.path("details").path("close_code").asInt(), failure::toString);
                    assertEquals(
                            "because", failure.path("details").path("reason").asText());
                    assertTrue(bridge.isQuiet(), () -> "connected again after " + code);
                }
                kit.close();
            }
        }
    }

    @Test
    void waitsAsLongAsTheServerAsks() {
        try (FakeBridge bridge = new FakeBridge()) {
            Kit kit = connected(bridge, QUICK);
            lastPeer.close(4002, "draining, reconnect in 400 ms");
            double delay = kit.await("reconnecting").path("delay").asDouble();
            assertTrue(delay >= 400 && delay <= 600, () -> "waited " + delay);
            FakeBridge.Peer second = bridge.next().welcome();
            Awaitility.await().atMost(SOON).until(() -> kit.events("ready").size() == 2);
            // As an edge that is replaced says it.
            long closed = System.nanoTime();
            second.close(4002, "draining, reconnect in 2 s");
            bridge.next().welcome();
            long waitedMs = (System.nanoTime() - closed) / 1_000_000;
            assertTrue(waitedMs >= 1900 && waitedMs <= 4000, () -> "waited " + waitedMs);
        }
    }

    @Test
    void noticesAServerThatFellSilent() {
        try (FakeBridge bridge = new FakeBridge()) {
            Kit kit = connected(bridge, "{\"base\":20,\"cap\":200,\"heartbeat\":100}");
            assertTrue(lastPeer.await("heartbeat").path("data").has("client"));
            kit.await("reconnecting", told -> told.path("code").asInt() == 1006);
            bridge.next().welcome();
        }
    }

    @Test
    void sendsTokenAndKeyAsHeaders() {
        try (FakeBridge bridge = new FakeBridge()) {
            connected(bridge, "{\"token\":\"abc\",\"apiKey\":\"k\"}");
            assertEquals("Bearer abc", lastPeer.headers().get("Authorization"));
            assertEquals("k", lastPeer.headers().get("X-API-Key"));
            assertTrue(lastPeer.headers().contains("Client-ID"));
            assertTrue(lastPeer.headers().contains("X-Client-Version"));
        }
    }

    @Test
    void comesBackAfterAnExpiredTokenOnlyWithANewOne() {
        try (FakeBridge bridge = new FakeBridge()) {
            Kit kit = connected(bridge, "{\"base\":20,\"tokens\":[\"one\",\"two\",\"two\"]}");
            assertEquals("Bearer one", lastPeer.headers().get("Authorization"));
            lastPeer.close(4501, "token expired");
            FakeBridge.Peer second = bridge.next().welcome();
            assertEquals("Bearer two", second.headers().get("Authorization"));
            Awaitility.await().atMost(SOON).until(() -> kit.events("ready").size() == 2);
            second.close(4501, "token expired");
            assertEquals(
                    4501, kit.await("close").path("details").path("close_code").asInt());
            assertTrue(bridge.isQuiet());
        }
    }

    @Test
    void givesASlowReaderTheNewestOfEachSymbol() {
        try (FakeBridge bridge = new FakeBridge()) {
            Kit kit = connected(bridge, QUICK);
            CompletableFuture<JsonNode> first =
                    kit.begin("read", "{\"name\":\"r\",\"symbols\":[\"A\",\"B\"],\"bound\":10}");
            lastPeer.await("subscribe");
            lastPeer.say("{\"type\":\"subscribed\",\"symbols\":[\"A\",\"B\"],\"epoch\":1,\"recovered\":false}");
            lastPeer.say(tick("A", 1));
            assertEquals(1, Kit.end(first).path("seq").asInt());
            for (int seq = 2; seq <= 2000; seq++) {
                lastPeer.say(tick(seq % 2 == 0 ? "B" : "A", seq));
            }
            kit.await("tick", data -> data.path("seq").asInt() == 2000);
            List<Integer> read = new ArrayList<>();
            while (!read.contains(2000)) {
                kit.ask("next", "{\"name\":\"r\",\"count\":1}")
                        .forEach(tick -> read.add(tick.path("seq").asInt()));
            }
            assertTrue(read.size() <= 12, () -> "kept " + read);
            assertTrue(read.contains(1999), () -> "the newest of A is missing: " + read);
            assertEquals(read.stream().sorted().toList(), read);
        }
    }

    @Test
    void endsRatherThanDropAnExecution() {
        try (FakeBridge bridge = new FakeBridge()) {
            Kit kit = connected(bridge, QUICK);
            CompletableFuture<JsonNode> first =
                    kit.begin("read", "{\"name\":\"r\",\"channel\":\"executions\",\"bound\":5}");
            lastPeer.await("subscribe");
            lastPeer.say("{\"type\":\"subscribed\",\"symbols\":[],\"channels\":[\"executions\"]}");
            lastPeer.say(execution(1));
            assertEquals(1, Kit.end(first).path("seq").asInt());
            for (int seq = 2; seq <= 7; seq++) {
                lastPeer.say(execution(seq));
            }
            assertEquals("OVERFLOW", kit.await("close").path("code").asText());
            assertEquals(
                    "OVERFLOW",
                    kit.refusal("next", "{\"name\":\"r\",\"count\":7}").code());
        }
    }

    @Test
    void repeatsAnUnansweredSignalByteForByteAndNoOther() {
        try (FakeBridge bridge = new FakeBridge()) {
            Kit kit = connected(bridge, QUICK);
            CompletableFuture<JsonNode> answer = kit.begin("trade", "{\"signal\":" + BUY + "}");
            JsonNode sent = lastPeer.await("trading_signal");
            JsonNode expired = kit.ask("trade", "{\"signal\":" + BUY + ",\"options\":{\"timeout\":50}}");
            assertEquals(
                    "unknown TIMEOUT",
                    expired.path("status").asText() + " " + expired.path("code").asText());
            lastPeer.close(1012, "restart");
            FakeBridge.Peer again = bridge.next().welcome();
            assertEquals(sent, again.await("trading_signal"));
            again.say(answer(
                    sent, "error", "\"details\":{\"error_code\":\"TERMINAL_UNAVAILABLE\",\"retry_after\":0.05}"));
            assertEquals(sent, again.await("trading_signal"), "asked again, because the first may have been sent");
            again.say(answer(sent, "success", "\"result\":{\"duplicate\":true}"));
            assertTrue(Kit.end(answer).path("duplicate").asBoolean());
        }
    }

    @Test
    void failsAtOnceWithoutAConnection() {
        try (FakeBridge bridge = new FakeBridge()) {
            Kit kit = connected(bridge, "{\"base\":20000,\"cap\":20000}");
            lastPeer.close(1012, "restart in 10 s");
            kit.await("reconnecting");
            assertEquals(
                    "NOT_CONNECTED",
                    kit.refusal("trade", "{\"signal\":" + BUY + "}").code());
            assertEquals(
                    "NOT_CONNECTED",
                    kit.refusal("command", "{\"command\":\"status\",\"parameters\":{}}")
                            .code());
            assertEquals(
                    "NOT_SENT",
                    kit.refusal("trade", "{\"signal\":" + BUY + ",\"options\":{\"wait\":true,\"timeout\":50}}")
                            .code());
        }
    }

    // ---- helpers

    /** For the kits that know tickets: in by one, and after the expiry of what stands behind it in by the next. */
    final void goesOnWithANewTicket() {
        Kit kit = kit();
        String tickets = ticket(secured().token("read", 4000)) + "\",\""
                + ticket(secured().token("read"));
        kit.connect(secured().process.bridgeUrl(), "{\"base\":20,\"cap\":200,\"tickets\":[\"" + tickets + "\"]}");
        kit.await("reconnecting", lost -> lost.path("code").asInt() == 4501);
        Awaitility.await().atMost(SOON).until(() -> kit.events("ready").size() == 2);
        assertTrue(kit.ask("symbols", "{}").size() >= 5);
    }

    private static String ticket(String token) {
        return Kit.read(secured()
                        .request("POST", "/auth/ticket", token, SecuredNode.newIp())
                        .body())
                .path("ticket")
                .asText();
    }

    private FakeBridge.Peer lastPeer;

    final FakeBridge.Peer peer() {
        return lastPeer;
    }

    final Kit connected(FakeBridge bridge, String options) {
        Kit kit = kit();
        CompletableFuture<JsonNode> connected =
                kit.begin("connect", "{\"url\":\"" + bridge.url() + "\",\"options\":" + options + "}");
        lastPeer = bridge.next().welcome();
        Kit.end(connected);
        return kit;
    }

    private static String at(int port, String config) {
        return config.replace("\"http\":{\"port\":0}", "\"http\":{\"port\":" + port + "}");
    }

    private static void buy(Kit kit, int times) {
        for (int i = 0; i < times; i++) {
            JsonNode outcome = kit.ask("trade", "{\"signal\":" + BUY + "}");
            assertEquals("success", outcome.path("status").asText(), outcome::toString);
        }
    }

    private static void awaitExecutions(Kit kit, int count) {
        Awaitility.await().atMost(SOON).until(() -> kit.events("execution").size() >= count);
    }

    private static List<String> gaps(Kit kit) {
        return kit.events("gap").stream()
                .map(gap -> gap.path("channel").asText())
                .toList();
    }

    private static List<Long> seqs(Kit kit, String event) {
        return kit.events(event).stream().map(data -> data.path("seq").asLong()).toList();
    }

    private static String signal(String id) {
        return BUY.replace("{", "{\"signal_id\":\"" + id + "\",");
    }

    private static String tick(String symbol, int seq) {
        return "{\"type\":\"tick\",\"data\":{\"symbol\":\"" + symbol
                + "\",\"bid\":1.0,\"ask\":1.1,\"last\":0,\"volume\":0,"
                + "\"time\":\"2026-01-27T10:00:00.000Z\",\"spread\":1.0,\"time_msc\":" + seq + ",\"flags\":6,\"seq\":"
                + seq + "}}";
    }

    private static String execution(int seq) {
        return "{\"type\":\"execution\",\"seq\":" + seq
                + ",\"epoch\":5,\"timestamp\":\"2026-01-27T10:00:01.000Z\",\"data\":{\"account\":\"sim\"}}";
    }

    private static String answer(JsonNode signal, String status, String members) {
        return "{\"type\":\"trading_signal_executed\",\"status\":\"" + status + "\",\"signal_id\":\""
                + signal.path("data").path("signal_id").asText() + "\"," + members + "}";
    }
}
