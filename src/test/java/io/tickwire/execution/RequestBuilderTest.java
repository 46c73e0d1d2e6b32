package io.tickwire.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.domain.Filling;
import io.tickwire.domain.OrderKind;
import io.tickwire.domain.OrderTag;
import io.tickwire.domain.OrderTime;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Side;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.Tick;
import io.tickwire.domain.TradeRequest.OpenMarket;
import io.tickwire.domain.TradeRequest.PlacePending;
import io.tickwire.domain.Urgency;
import io.tickwire.terminal.SymbolCatalogue;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestBuilderTest {
    private static final Tick QUOTE = new Tick("EURUSD", 0, 1.0845, 1.0847, 0, 0, 6, 2, 1, 1, 1);

    private final RequestBuilder requests = builder();

    private static RequestBuilder builder() {
        try {
            return new RequestBuilder(new ConfigLoader(Map.of())
                    .parse("{\"execution\":{\"deviation\":15,\"urgentDeviationFactor\":2.5}}", "test")
                    .execution());
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void binaryDustOfAVolumeIsNotSent() {
        Signal signal = Draft.buy(draft -> draft.volume = 0.1 + 1e-11);
        OpenMarket order = (OpenMarket) requests.open(signal, SymbolCatalogue.spec("EURUSD"), QUOTE);
        assertEquals(0.1, order.volume());
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        "BUY,  1.0847,  BUY_LIMIT",
        "BUY,  1.08471, BUY_STOP",
        "SELL, 1.0845,  SELL_LIMIT",
        "SELL, 1.08449, SELL_STOP"
    })
    void limitOrStopFollowsFromTheSideAndThePrice(SignalAction action, double price, OrderType type) {
        Signal signal = signal(action, OrderKind.AUTO, price);
        assertEquals(type, RequestBuilder.type(signal, QUOTE));
        assertNull(RequestBuilder.refusePrice(signal, QUOTE));
    }

    @ParameterizedTest(name = "{0} {1} at {2}: {3}")
    @CsvSource({
        "BUY,  LIMIT,      1.0847,  BUY_LIMIT,       ",
        "BUY,  LIMIT,      1.08471, BUY_LIMIT,       float below 1.0847 for a buy_limit",
        "BUY,  STOP,       1.08471, BUY_STOP,        ",
        "BUY,  STOP,       1.0847,  BUY_STOP,        float above 1.0847 for a buy_stop",
        "BUY,  STOP_LIMIT, 1.08471, BUY_STOP_LIMIT,  ",
        "BUY,  STOP_LIMIT, 1.0847,  BUY_STOP_LIMIT,  float above 1.0847 for a buy_stop_limit",
        "SELL, LIMIT,      1.0845,  SELL_LIMIT,      ",
        "SELL, LIMIT,      1.08449, SELL_LIMIT,      float above 1.0845 for a sell_limit",
        "SELL, STOP,       1.08449, SELL_STOP,       ",
        "SELL, STOP,       1.0845,  SELL_STOP,       float below 1.0845 for a sell_stop",
        "SELL, STOP_LIMIT, 1.0845,  SELL_STOP_LIMIT, float below 1.0845 for a sell_stop_limit"
    })
    void aKindThatIsNamedIsTakenAtItsWord(
            SignalAction action, OrderKind kind, double price, OrderType type, String expected) {
        Signal signal = signal(action, kind, price);
        assertEquals(type, RequestBuilder.type(signal, QUOTE));
        Refusal refusal = RequestBuilder.refusePrice(signal, QUOTE);
        assertEquals(expected, refusal == null ? null : refusal.details().get("expected_type"));
    }

    @Test
    void withoutAQuoteThePriceCannotBeWrong() {
        assertNull(RequestBuilder.refusePrice(signal(SignalAction.BUY, OrderKind.LIMIT, 9), null));
    }

    @ParameterizedTest(name = "{0} points, {1}: {2}")
    @CsvSource({"-1, LOW, 15", "-1, MEDIUM, 15", "-1, HIGH, 38", "0, HIGH, 0", "4, MEDIUM, 4", "4, HIGH, 10"})
    void anUrgentSignalMaySlipMore(int deviation, Urgency urgency, int points) {
        assertEquals(points, requests.deviation(Draft.buy(draft -> {
            draft.deviation = deviation;
            draft.urgency = urgency;
        })));
    }

    @Test
    void allOrNothingWhereTheSymbolAllowsIt() {
        assertEquals(Filling.FOK, RequestBuilder.filling(Set.of(Filling.values())));
        assertEquals(Filling.IOC, RequestBuilder.filling(Set.of(Filling.IOC, Filling.RETURN)));
        assertEquals(Filling.RETURN, RequestBuilder.filling(Set.of(Filling.RETURN)));
        assertNull(RequestBuilder.filling(Set.of()), "the terminal does not say: it decides");
    }

    @Test
    void aMarketOrderCarriesThePriceThatItsSenderSaw() {
        Signal signal = Draft.sell(draft -> {
            draft.symbol = "EURUSD";
            draft.stopLoss = 1.09;
            draft.takeProfit = 1.07;
        });
        String tag = OrderTag.of(signal.id());
        assertEquals(
                new OpenMarket(tag, "EURUSD.m", Side.SELL, 0.1, 1.0845, 1.09, 1.07, 15, Filling.FOK, 5, tag),
                requests.open(signal, SymbolCatalogue.spec("EURUSD.m"), QUOTE));
    }

    @Test
    void anExpirationBecomesThatOfThePendingOrder() {
        Signal gtc = pending(draft -> {});
        assertEquals(place(gtc, OrderTime.GTC, 0), requests.open(gtc, SymbolCatalogue.spec("EURUSD"), QUOTE));
        Signal dated = pending(draft -> draft.expirationMsc = 1_800_000_000_000L);
        assertEquals(
                place(dated, OrderTime.SPECIFIED, 1_800_000_000_000L),
                requests.open(dated, SymbolCatalogue.spec("EURUSD"), QUOTE));
    }

    private static Signal pending(Consumer<Draft> more) {
        return Draft.buy(draft -> {
            draft.price = 1.09;
            draft.kind = OrderKind.STOP_LIMIT;
            draft.stopLimitPrice = 1.085;
            draft.stopLoss = 1.08;
            draft.takeProfit = 1.1;
            more.accept(draft);
        });
    }

    private static PlacePending place(Signal signal, OrderTime time, long expirationMsc) {
        String tag = OrderTag.of(signal.id());
        return new PlacePending(
                tag, "EURUSD", OrderType.BUY_STOP_LIMIT, 0.1, 1.09, 1.085, 1.08, 1.1, time, expirationMsc, 5, tag);
    }

    private static Signal signal(SignalAction action, OrderKind kind, double price) {
        Consumer<Draft> change = draft -> {
            draft.kind = kind;
            draft.price = price;
        };
        return action == SignalAction.BUY ? Draft.buy(change) : Draft.sell(change);
    }
}
