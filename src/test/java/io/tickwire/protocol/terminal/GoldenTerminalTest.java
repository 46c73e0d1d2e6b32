package io.tickwire.protocol.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.Bar;
import io.tickwire.domain.Deal;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Filling;
import io.tickwire.domain.HistoryOrder;
import io.tickwire.domain.MarginMode;
import io.tickwire.domain.OrderState;
import io.tickwire.domain.OrderTime;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Side;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Timeframe;
import io.tickwire.domain.TradeMode;
import io.tickwire.domain.TradeRequest;
import io.tickwire.protocol.json.Decoded;
import io.tickwire.protocol.terminal.LinkMessage.NumberedTick;
import io.tickwire.protocol.terminal.LinkMessage.Reply;
import io.tickwire.terminal.SymbolCatalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every message of the terminal link, byte by byte, and back; the document shows the same bytes. */
final class GoldenTerminalTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/terminal");
    private static final Path DOCUMENT = Path.of("src/docs/protocol/terminal.md");
    private static final long T = 1_769_508_000_123L;
    private static final SymbolSpec EURUSD = SymbolCatalogue.spec("EURUSD");
    private static final Position POSITION =
            new Position(7, "EURUSD", Side.BUY, 0.1, 1.0847, T, 1.08, 1.09, 1.0845, -2, 0, 234000, "tw:3f25");
    private static final PendingOrder ORDER = new PendingOrder(
            9, "EURUSD", OrderType.BUY_LIMIT, 0.1, 1.08, 0, 1.07, 1.09, T, OrderTime.GTC, 0, 234000, "tw:3f25");
    private static final HistoryOrder DONE = new HistoryOrder(
            9,
            "EURUSD",
            OrderType.BUY,
            OrderState.FILLED,
            Filling.IOC,
            OrderTime.GTC,
            0.1,
            0,
            1.0847,
            0,
            0,
            0,
            T,
            T,
            0,
            7,
            234000,
            "tw:3f25");
    private static final Deal DEAL = new Deal(
            8,
            10,
            7,
            "EURUSD",
            Side.SELL,
            Deal.Entry.OUT,
            Deal.Reason.STOP_LOSS,
            0.1,
            1.08,
            -47,
            0,
            0,
            T,
            234000,
            "[sl]");
    private static final RawTick TICK = RawTick.quote("EURUSD", T, 1.0845, 1.0847);

    static Map<String, LinkMessage> messages() {
        Map<String, LinkMessage> all = new TreeMap<>();
        all.put(
                "hello",
                new LinkMessage.Hello(
                        10001,
                        "Ada",
                        "Demo",
                        "Broker",
                        "USD",
                        100,
                        TradeMode.DEMO,
                        MarginMode.HEDGING,
                        4000,
                        "1.0",
                        7200,
                        T,
                        List.of(EURUSD)));
        all.put("symbols", new LinkMessage.Symbols(List.of()));
        all.put("ticks", new LinkMessage.Ticks(List.of(new NumberedTick(TICK, 41))));
        all.put("account", new LinkMessage.Account(10000, 0, 9998, 108.47, 9889.53, 9217.29, -2));
        all.put("positions", new LinkMessage.Positions(List.of(POSITION), false));
        all.put("orders", new LinkMessage.Orders(List.of(ORDER), false));
        all.put("deal", new LinkMessage.DealDone(DEAL));
        all.put("pong", new LinkMessage.Pong(3));
        all.put("bye", new LinkMessage.Bye("the terminal is closing"));
        all.put("reply-filled", new Reply("k3-1", 10009, "", 10, 8, 7, 1.0847, 0.1, 0, T, new Answer.None()));
        all.put("reply-rejected", Reply.plain("k3-1", 10019, "not enough money"));
        all.put("reply-margin", Reply.of("k3-1", 10009, new Answer.Margin(108.47, 9889.53)));
        all.put("reply-positions", Reply.of("k3-1", 10009, new Answer.Positions(List.of(POSITION), false)));
        all.put("reply-orders", Reply.of("k3-1", 10009, new Answer.Orders(List.of(ORDER), false)));
        all.put("reply-deals", Reply.of("k3-1", 10009, new Answer.Deals(List.of(DEAL), false)));
        all.put("reply-orders_history", Reply.of("k3-1", 10009, new Answer.OrdersHistory(List.of(DONE), true)));
        all.put("reply-symbols", Reply.of("k3-1", 10009, new Answer.Symbols(List.of())));
        all.put("reply-ticks", Reply.of("k3-1", 10009, new Answer.Ticks(List.of(TICK))));
        all.put(
                "reply-rates",
                Reply.of(
                        "k3-1",
                        10009,
                        new Answer.Rates(
                                List.of(new Bar("EURUSD", Timeframe.M1, T - 123, 1.1, 1.2, 1.0, 1.15, 42, true)))));
        return all;
    }

    static Map<String, LinkCommand> commands() {
        Map<String, LinkCommand> all = new TreeMap<>();
        all.put("welcome", new LinkCommand.Welcome("mt5-1", List.of("EURUSD"), 250, 5000));
        trade(
                all,
                "order_send",
                new TradeRequest.OpenMarket(
                        "tw:3f25", "EURUSD", Side.BUY, 0.1, 1.0847, 1.08, 1.09, 20, Filling.IOC, 234000, "tw:3f25"));
        trade(
                all,
                "order_send-pending",
                new TradeRequest.PlacePending(
                        "tw:3f25",
                        "EURUSD",
                        OrderType.BUY_LIMIT,
                        0.1,
                        1.08,
                        0,
                        1.07,
                        1.09,
                        OrderTime.SPECIFIED,
                        T,
                        234000,
                        "tw:3f25"));
        all.put(
                "order_check",
                new LinkCommand.Check(
                        "k3-1",
                        T,
                        new TradeRequest.OpenMarket("tw:3f25", "EURUSD", Side.SELL, 0.1, 0, 0, 20, 1, "tw:3f25")));
        trade(all, "order_modify", new TradeRequest.ModifyOrder("tw:3f25", 9, 1.081, 0, 1.07, 1.09, OrderTime.GTC, 0));
        trade(all, "order_cancel", new TradeRequest.CancelOrder("tw:3f25", 9));
        trade(all, "position_close", new TradeRequest.ClosePosition("tw:3f25", 7, 0.1, 20));
        trade(all, "position_modify", new TradeRequest.ModifyPosition("tw:3f25", 7, 1.08, 0));
        trade(all, "position_close_by", new TradeRequest.CloseBy("tw:3f25", 7, 12));
        all.put("positions_get", new LinkCommand.PositionsGet("k3-1", 0, 500));
        all.put("orders_get", new LinkCommand.OrdersGet("k3-1", 0, 500));
        all.put("deals_get", new LinkCommand.DealsGet("k3-1", T - 1000, T, 0, 500));
        all.put("orders_history_get", new LinkCommand.OrdersHistoryGet("k3-1", T - 1000, T, 0, 500));
        all.put("symbols_get", new LinkCommand.SymbolsGet("k3-1"));
        all.put("copy_ticks", new LinkCommand.CopyTicks("k3-1", "EURUSD", T, 100));
        all.put("copy_rates", new LinkCommand.CopyRates("k3-1", "EURUSD", Timeframe.M1, 100));
        all.put("subscribe", new LinkCommand.Subscribe(List.of("EURUSD")));
        all.put("resync", new LinkCommand.Resync());
        all.put("ping", new LinkCommand.Ping(3));
        all.put(
                "error",
                new LinkCommand.Error(Refusal.of(ErrorCode.VALIDATION_ERROR, "Invalid field 'bid': expected float")
                        .with("field", "bid")));
        return all;
    }

    private static void trade(Map<String, LinkCommand> all, String name, TradeRequest order) {
        all.put(name, new LinkCommand.Trade("k3-1", T, order));
    }

    @TestFactory
    Stream<DynamicTest> fromTheTerminal() {
        return messages().entrySet().stream()
                .map(entry -> check(
                        "in-" + entry.getKey(), entry.getValue(), LinkMessageCodec::encode, LinkMessageCodec::decode));
    }

    @TestFactory
    Stream<DynamicTest> toTheTerminal() {
        return commands().entrySet().stream()
                .map(entry -> check(
                        "out-" + entry.getKey(), entry.getValue(), LinkCommandCodec::encode, LinkCommandCodec::decode));
    }

    private static <T> DynamicTest check(
            String name, T value, Function<T, String> encode, Function<byte[], Decoded<T>> decode) {
        return DynamicTest.dynamicTest(name, () -> {
            String golden = Files.readString(GOLDEN.resolve(name + ".json")).strip();
            assertEquals(golden, encode.apply(value));
            Decoded<T> back = decode.apply(golden.getBytes(StandardCharsets.UTF_8));
            assertInstanceOf(Decoded.Message.class, back);
            assertEquals(golden, encode.apply(((Decoded.Message<T>) back).value()));
        });
    }

    @Test
    void noGoldenFileIsForgotten() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        messages().keySet().forEach(name -> names.add("in-" + name + ".json"));
        commands().keySet().forEach(name -> names.add("out-" + name + ".json"));
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertEquals(
                    names,
                    files.map(file -> file.getFileName().toString())
                            .collect(TreeSet::new, TreeSet::add, TreeSet::addAll));
        }
    }

    @Test
    void theDocumentShowsTheGoldenFiles() throws IOException {
        String document = Files.readString(DOCUMENT);
        try (Stream<Path> files = Files.list(GOLDEN)) {
            for (Path file : files.toList()) {
                assertTrue(document.contains(Files.readString(file).strip()), "not in the document: " + file);
            }
        }
    }

    @Test
    void namesTheFieldThatIsWrong() {
        assertEquals(
                "ticks[1].bid",
                field("{\"type\":\"ticks\",\"ticks\":[[\"A\",1,1,1,0,0,6,1]," + "[\"A\",1,\"x\",1,0,0,6,2]]}"));
        assertEquals(
                "positions[0].side",
                field("{\"type\":\"positions\",\"positions\":[{\"position\":1," + "\"symbol\":\"A\",\"side\":0}]}"));
        assertEquals(
                "epoch",
                field(LinkMessageCodec.encode(messages().get("hello")).replace("\"epoch\":" + T, "\"epoch\":1.5")));
        assertEquals(
                "symbols[0].volume_max",
                field(LinkMessageCodec.encode(messages().get("hello"))
                        .replace("\"volume_max\":100.0", "\"volume_max\":0.001")));
        assertEquals("type", field("{\"type\":\"nonsense\"}"));
        assertEquals("$", field("[1"));
        assertEquals("retcode", field("{\"type\":\"reply\",\"request_id\":\"a\"}"));
    }

    private static Object field(String message) {
        Decoded<LinkMessage> decoded = LinkMessageCodec.decode(message.getBytes(StandardCharsets.UTF_8));
        return assertInstanceOf(Decoded.Malformed.class, decoded)
                .refusal()
                .details()
                .get("field");
    }

    @Test
    void ignoresFieldsThatItDoesNotKnow() {
        assertEquals(
                new Decoded.Message<LinkMessage>(new LinkMessage.Pong(3)),
                LinkMessageCodec.decode("{\"type\":\"pong\",\"id\":3,\"more\":{}}".getBytes(StandardCharsets.UTF_8)));
    }
}
