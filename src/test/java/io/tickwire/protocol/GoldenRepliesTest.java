package io.tickwire.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Bar;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Execution;
import io.tickwire.domain.MarginMode;
import io.tickwire.domain.Position;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Side;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.Tick;
import io.tickwire.domain.Timeframe;
import io.tickwire.domain.TradeMode;
import io.tickwire.domain.message.AccountEvent;
import io.tickwire.domain.message.AccountState;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.PositionsEvent;
import io.tickwire.domain.message.Resume;
import io.tickwire.domain.message.TerminalStatus;
import io.tickwire.protocol.bridge.BridgeMessage;
import io.tickwire.protocol.bridge.BridgeReplies;
import io.tickwire.protocol.bridge.EventEncoder;
import io.tickwire.protocol.ticks.StreamReplies;
import io.tickwire.protocol.ticks.TickEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the server says, byte by byte. */
final class GoldenRepliesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/out");
    private static final long NOW = 1_769_508_000_123L;
    private static final UUID ID = UUID.fromString("3f2504e0-4f89-41d3-9a0c-0305e82c3301");
    private static final TerminalStatus CONNECTED =
            new TerminalStatus(TerminalStatus.Status.CONNECTED, "FBS-Real", NOW, "", 0);
    private static final TerminalStatus GONE =
            new TerminalStatus(TerminalStatus.Status.RECONNECTING, "FBS-Real", NOW, "link lost", 3);
    private static final Execution FILL =
            new Execution(12345678, 12345678, "EURUSD", "buy", 1.0847, 0.1, 0, NOW, 10009);
    private static final Refusal LIMIT = Refusal.rateLimited(10, "60 seconds", 42);
    private static final Tick TICK = new Tick("EURUSD", NOW, 1.0845, 1.0847, 0, 0, 6, 2.0, 17, 0, 0);
    private static final AccountSnapshot ACCOUNT = new AccountSnapshot(
            "10001",
            "Paper",
            "Demo",
            "Tickwire",
            "USD",
            100,
            TradeMode.DEMO,
            MarginMode.HEDGING,
            10000,
            0,
            9998.0,
            108.47,
            9889.53,
            9217.29,
            -2.0);
    private static final Position POSITION =
            new Position(7, "EURUSD", Side.BUY, 0.1, 1.0847, NOW, 1.08, 1.09, 1.0845, -2, 0, 234000, "tw:3f25");

    static Map<String, String> replies() {
        Map<String, String> all = new TreeMap<>();
        all.put(
                "connection_established",
                BridgeReplies.welcome(BridgeReplies.ServerStatus.READY, CONNECTED, true, NOW));
        all.put(
                "connection_established-degraded",
                BridgeReplies.welcome(BridgeReplies.ServerStatus.DEGRADED, GONE, false, NOW));
        all.put(
                "account_info_processed",
                BridgeReplies.accountInfoProcessed(new BridgeMessage.AccountInfo(10000, 10050.5, 108.46), NOW));
        BridgeMessage.TickData data = new BridgeMessage.TickData(RawTick.quote("EURUSD", NOW, 1.0845, 1.0847));
        all.put("tick_data_processed", BridgeReplies.tickDataProcessed(data, 2.0, null, NOW));
        all.put("tick_data_processed-ignored", BridgeReplies.tickDataProcessed(data, 2.0, "out_of_order", NOW));
        all.put("trading_signal_executed-success", BridgeReplies.signalExecuted(ID, FILL, false, NOW));
        all.put("trading_signal_executed-duplicate", BridgeReplies.signalExecuted(ID, FILL, true, NOW));
        all.put("trading_signal_executed-error", BridgeReplies.signalNotExecuted(ID, "error", LIMIT, false, NOW));
        all.put(
                "trading_signal_executed-failed",
                BridgeReplies.signalNotExecuted(
                        ID,
                        "failed",
                        Refusal.of(ErrorCode.TERMINAL_REJECTED, "The terminal refused: Market is closed")
                                .with("retcode", 10018)
                                .with("comment", "Market is closed"),
                        false,
                        NOW));
        all.put(
                "trading_signal_executed-unknown",
                BridgeReplies.signalNotExecuted(
                        ID, "unknown", Refusal.of(ErrorCode.UNKNOWN_OUTCOME, "no proof"), true, NOW));
        all.put(
                "heartbeat_response",
                BridgeReplies.heartbeatResponse(
                        "healthy", CONNECTED, new BridgeReplies.Stats(3, 10, 250, 240, 10), NOW));
        all.put("mt5_command_result-status", BridgeReplies.statusResult("status", CONNECTED, 1, NOW));
        all.put("mt5_command_result-status-gone", BridgeReplies.statusResult("status", GONE, 0, NOW));
        all.put(
                "mt5_command_result-account_info",
                BridgeReplies.accountResult(
                        new AccountState(
                                new AccountEvent("sim", 5, 1, NOW, ACCOUNT),
                                null,
                                List.of(),
                                new Resume(5, 0),
                                CONNECTED,
                                0),
                        NOW));
        all.put("mt5_command_result-get_ticks", BridgeReplies.ticksResult("EURUSD", List.of(TICK), NOW));
        all.put("connection_acknowledged", BridgeReplies.connectionAcknowledged("edge1-1", NOW));
        all.put("positions_processed", BridgeReplies.listingProcessed(new BridgeMessage.Listing("positions", 2), NOW));
        all.put("error", BridgeReplies.error(Refusal.validation("volume", "float", "0.1"), NOW));
        all.put("event-account", EventEncoder.account(new AccountEvent("sim", 5, 9, NOW, ACCOUNT)));
        all.put("event-positions", EventEncoder.positions(new PositionsEvent("sim", 5, 9, NOW, List.of(POSITION))));
        all.put(
                "event-execution",
                EventEncoder.execution(
                        new ExecutionEvent("sim", 5, 9, NOW, ID, "EURUSD", SignalAction.BUY, "success", FILL, null)));
        all.put(
                "event-execution-failed",
                EventEncoder.execution(
                        new ExecutionEvent("sim", 5, 9, NOW, ID, "EURUSD", SignalAction.BUY, "failed", null, LIMIT)));
        all.put(
                "event-execution-stop-loss",
                EventEncoder.execution(
                        new ExecutionEvent("sim", 5, 9, NOW, null, "EURUSD", null, "success", FILL, null)));
        all.put(
                "event-bar",
                EventEncoder.bar(new Bar("EURUSD", Timeframe.M1, NOW - 123, 1.1, 1.2, 1.0, 1.15, 42, true), 9, 5, NOW));
        all.put(
                "event-health",
                EventEncoder.health(
                        new HealthReport("TickPoller sim", HealthReport.Level.DEGRADED, "no tick for 12 s"),
                        9,
                        5,
                        NOW));
        all.put("tick", new String(TickEncoder.encode(TICK).message(), UTF_8));
        all.put("tick-snapshot", new String(TickEncoder.encodeSnapshot(TICK).message(), UTF_8));
        all.put("subscribed", StreamReplies.subscribed(List.of("EURUSD"), 1, Map.of(), null, null));
        all.put(
                "subscribed-rejected",
                StreamReplies.subscribed(
                        List.of("EURUSD"), 1, Map.of("NOPE", "INVALID_SYMBOL"), List.of("account"), null));
        all.put(
                "subscribed-resumed",
                StreamReplies.subscribed(List.of("EURUSD"), 1, Map.of(), null, new StreamReplies.Resumed(5, true)));
        all.put("unsubscribed", StreamReplies.unsubscribed(List.of("EURUSD"), 0, null));
        all.put("symbols", StreamReplies.symbols(List.of("EURUSD", "GBPUSD"), 2));
        all.put("pong", StreamReplies.pong(NOW));
        all.put("heartbeat", StreamReplies.heartbeat(NOW, 4));
        all.put("stream-error", StreamReplies.error(Refusal.of(ErrorCode.MAX_CONNECTIONS, "Max clients reached")));
        return all;
    }

    @TestFactory
    Stream<DynamicTest> saysExactlyThis() {
        return replies().entrySet().stream()
                .map(reply -> DynamicTest.dynamicTest(reply.getKey(), () -> {
                    new ObjectMapper().readTree(reply.getValue());
                    assertEquals(
                            Files.readString(GOLDEN.resolve(reply.getKey() + ".json"))
                                    .strip(),
                            reply.getValue());
                }));
    }

    @Test
    void noGoldenFileIsForgotten() throws IOException {
        TreeSet<String> tested = new TreeSet<>(replies().keySet());
        // TickFramesTest.
        tested.add("ticks");
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertEquals(
                    tested,
                    files.map(file -> file.getFileName().toString().replace(".json", ""))
                            .collect(TreeSet::new, TreeSet::add, TreeSet::addAll));
        }
    }
}
