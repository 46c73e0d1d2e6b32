package io.tickwire.terminal.link;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.Deal;
import io.tickwire.domain.HistoryOrder;
import io.tickwire.domain.OrderState;
import io.tickwire.domain.OrderTime;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.Side;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.TradeMode;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.terminal.Answer;
import io.tickwire.protocol.terminal.LinkCommand;
import io.tickwire.protocol.terminal.LinkMessageCodec;
import io.tickwire.terminal.SymbolCatalogue;
import io.tickwire.terminal.TerminalGateway;
import io.vertx.core.Future;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Books that do not fit one message of 1 MiB: nothing is missing, and the connection stands. */
final class LinkPagesTest {
    private static final String LONG = "x".repeat(250);
    private static final List<Position> POSITIONS = many(3000, LinkPagesTest::position);
    private static final List<PendingOrder> ORDERS = many(2500, LinkPagesTest::order);
    private static final List<Deal> DEALS = many(4001, LinkPagesTest::deal);
    private static final List<HistoryOrder> HISTORY = many(2000, LinkPagesTest::done);
    private static final List<SymbolSpec> SYMBOLS = many(1201, i -> SymbolCatalogue.spec("SYM" + i));

    private static <T> List<T> many(int count, LongFunction<T> item) {
        return LongStream.rangeClosed(1, count).mapToObj(item).toList();
    }

    private static Position position(long i) {
        return new Position(i, "EURUSD", Side.BUY, 0.1, 1.1, 1, 0, 0, 1.1, 0, 0, 7, LONG);
    }

    private static PendingOrder order(long i) {
        return new PendingOrder(i, "EURUSD", OrderType.BUY_LIMIT, 0.1, 1.0, 0, 0, 0, 1, OrderTime.GTC, 0, 7, LONG);
    }

    private static Deal deal(long i) {
        return new Deal(i, i, i, "EURUSD", Side.BUY, Deal.Entry.IN, Deal.Reason.EXPERT, 0.1, 1.1, 0, 0, 0, i, 7, LONG);
    }

    private static HistoryOrder done(long i) {
        return new HistoryOrder(
                i,
                "EURUSD",
                OrderType.BUY,
                OrderState.FILLED,
                null,
                OrderTime.GTC,
                0.1,
                0,
                1.1,
                0,
                0,
                0,
                i,
                i,
                0,
                i,
                7,
                LONG);
    }

    /** The simulated terminal with books of thousands. */
    private static TerminalGateway full(TerminalGateway real) {
        Map<String, Object> books = Map.of(
                "positions", POSITIONS, "orders", ORDERS, "deals", DEALS, "ordersHistory", HISTORY, "symbols", SYMBOLS);
        return (TerminalGateway) Proxy.newProxyInstance(
                LinkPagesTest.class.getClassLoader(),
                new Class<?>[] {TerminalGateway.class},
                (proxy, method, arguments) -> {
                    Object book = books.get(method.getName());
                    if (book != null) {
                        return Future.succeededFuture(book);
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    @Test
    void booksOfThousandsArriveWholeOverOneConnection() {
        try (LinkRig rig = new LinkRig("{\"login\":10001}")) {
            rig.dial(full(rig.simulated()), TradeMode.DEMO, 1);
            Awaitility.await()
                    .until(() -> await(rig.gateway.symbols().map(List::size).otherwise(0)) == SYMBOLS.size()
                            && await(rig.gateway.account().map(true).otherwise(false)));
            assertEquals(POSITIONS, await(rig.gateway.positions()));
            assertEquals(ORDERS, await(rig.gateway.orders()));
            assertEquals(DEALS, await(rig.gateway.deals(0, Long.MAX_VALUE)));
            assertEquals(HISTORY, await(rig.gateway.ordersHistory(0, Long.MAX_VALUE)));
            assertEquals(0, rig.gateway.status().reconnectAttempts());
        }
    }

    @Test
    void whatIsToldUnaskedIsCutAndSaysSo() {
        try (LinkRig rig = new LinkRig("{\"login\":10001}")) {
            TerminalGateway terminal = full(rig.simulated());
            await(terminal.connect("", 0, ""));
            List<String> told = await(new LinkReport(terminal, null).state()).stream()
                    .map(LinkMessageCodec::encode)
                    .toList();
            assertTrue(told.get(1).endsWith("\"more\":true}"), "positions");
            assertTrue(told.get(2).endsWith("\"more\":true}"), "orders");
            told.forEach(message -> assertTrue(message.length() < 1 << 20, "bytes: " + message.length()));
            await(terminal.close());
        }
    }

    @Test
    void aPageGoesOnAfterTheTicketThatWasLast() {
        try (LinkRig rig = new LinkRig("{\"login\":10001}")) {
            TerminalGateway terminal = full(rig.simulated());
            LinkExecutor executor = new LinkExecutor(terminal, Clock.system());
            Answer.Positions page = (Answer.Positions) await(executor.run(new LinkCommand.PositionsGet("a", 2998, 1)))
                    .answer();
            assertEquals(new Answer.Positions(List.of(POSITIONS.get(2998)), true), page);
            assertEquals(
                    new Answer.Positions(List.of(POSITIONS.get(2999)), false),
                    await(executor.run(new LinkCommand.PositionsGet("b", 2999, 1)))
                            .answer());
            assertEquals(
                    10011, await(executor.run(new LinkCommand.SymbolsGet("c"))).retcode(), "said, not cut");
            await(terminal.close());
        }
    }
}
