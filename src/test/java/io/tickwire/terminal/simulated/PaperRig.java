package io.tickwire.terminal.simulated;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.SimulatedConfig;
import io.tickwire.domain.Deal;
import io.tickwire.domain.OrderTime;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Side;
import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.TradeRequest.ClosePosition;
import io.tickwire.domain.TradeRequest.OpenMarket;
import io.tickwire.domain.TradeRequest.PlacePending;
import io.tickwire.domain.TradeResult;
import io.tickwire.terminal.TerminalEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A paper broker on the test's own thread, with its clock and market in the test's hands. */
final class PaperRig {
    /** A Monday noon. */
    static final long MONDAY = Instant.parse("2026-01-05T12:00:00Z").toEpochMilli();

    final SimulatedConfig config;
    final QuoteBook quotes = new QuoteBook();
    final Faults faults;
    final PaperBroker broker;
    final List<TerminalEvent> events = new ArrayList<>();
    long now = MONDAY;

    PaperRig(String simulated) {
        this(simulated, LedgerJournal.none());
    }

    PaperRig(String simulated, LedgerJournal journal) {
        config = config(simulated);
        faults = new Faults(config.faults());
        config.symbols().forEach(symbol -> quotes.add(PaperSpecs.spec(config, symbol)));
        broker = new PaperBroker(config, quotes, journal, faults, () -> now + faults.clockOffsetMs(), events::add);
    }

    static SimulatedConfig config(String simulated) {
        try {
            String json = "{'terminals':[{'simulated':" + simulated + "}]}";
            return new ConfigLoader(Map.of())
                    .parse(json.replace('\'', '"'), "test")
                    .primaryTerminal()
                    .simulated();
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** With EURUSD at 1.08450 / 1.08470. */
    static PaperRig quoted(String simulated) {
        PaperRig rig = new PaperRig(simulated);
        rig.tick("EURUSD", 1.08450, 1.08470);
        return rig;
    }

    void tick(String symbol, double bid, double ask) {
        RawTick tick = RawTick.quote(symbol, now, bid, ask);
        quotes.update(tick);
        broker.onTick(tick);
    }

    /** Moves EURUSD, 2 pips wide. */
    void bid(double bid) {
        tick("EURUSD", bid, Math.rint((bid + 0.0002) * 1e5) / 1e5);
    }

    TradeResult submit(TradeRequest request) {
        return broker.submit(request);
    }

    TradeResult.Filled open(Side side, double lots) {
        return filled(market("EURUSD", side, lots, 0, 0));
    }

    TradeResult.Filled close(long ticket, double lots) {
        return filled(new ClosePosition("tw:c", ticket, lots, 10));
    }

    TradeResult.Filled filled(TradeRequest request) {
        return assertInstanceOf(TradeResult.Filled.class, submit(request));
    }

    /** The ticket of an accepted request. */
    long accepted(TradeRequest request) {
        return assertInstanceOf(TradeResult.Accepted.class, submit(request)).order();
    }

    static OpenMarket market(String symbol, Side side, double lots, double sl, double tp) {
        return new OpenMarket("tw:o", symbol, side, lots, sl, tp, 10, 7, "tw:o");
    }

    static PlacePending pending(OrderType type, double lots, double price) {
        return pending(type, lots, price, 0, OrderTime.GTC, 0);
    }

    static PlacePending pending(
            OrderType type, double lots, double price, double stopLimit, OrderTime time, long expiration) {
        return new PlacePending("tw:p", "EURUSD", type, lots, price, stopLimit, 0, 0, time, expiration, 7, "tw:p");
    }

    List<Deal> deals() {
        return broker.deals(0, Long.MAX_VALUE);
    }

    Deal lastDeal() {
        List<Deal> deals = deals();
        return deals.get(deals.size() - 1);
    }

    double balance() {
        return broker.account().balance();
    }
}
