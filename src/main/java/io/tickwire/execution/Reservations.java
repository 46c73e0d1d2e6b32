package io.tickwire.execution;

import io.tickwire.domain.Side;
import io.tickwire.domain.Signal;
import io.tickwire.risk.Exposure;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Orders on their way, and those done since the account was read: what the last reading does not show yet. So that ten
 * signals at once cannot each take the last free place. Owner: the executor's context. Bounded by the signals that may be
 * under way.
 */
final class Reservations {
    private final Map<UUID, Place> places = new LinkedHashMap<>();

    private static final class Place {
        private final String symbol;
        /** Null = either. */
        private final Side side;

        private final double lots;
        private final boolean pending;
        private final double margin;
        private long shownByReading = Long.MAX_VALUE;

        Place(String symbol, Side side, double lots, boolean pending, double margin) {
            this.symbol = symbol;
            this.side = side;
            this.lots = lots;
            this.pending = pending;
            this.margin = margin;
        }
    }

    /** @param margin that the terminal asks for it, in account currency */
    void take(Signal signal, String terminalSymbol, boolean pending, double margin) {
        places.put(signal.id(), new Place(terminalSymbol, signal.side(), signal.volume(), pending, margin));
    }

    /** As above, for a position of which it is not known which side it will have: it counts once, and its lots as both. */
    void takeEither(Signal signal, String terminalSymbol, double margin) {
        places.put(signal.id(), new Place(terminalSymbol, null, signal.volume(), false, margin));
    }

    /** It was done: the place is kept until a reading that starts later shows it. */
    void done(UUID signalId, long nextReading) {
        Place place = places.get(signalId);
        if (place != null) {
            place.shownByReading = nextReading;
        }
    }

    /** It was not sent, or refused. */
    void release(UUID signalId) {
        places.remove(signalId);
    }

    /** A reading is complete. */
    void read(long reading) {
        Iterator<Place> all = places.values().iterator();
        while (all.hasNext()) {
            if (all.next().shownByReading <= reading) {
                all.remove();
            }
        }
    }

    /** The exposure with the places on top, but for one signal's own. */
    Exposure on(Exposure held, String symbol, UUID except) {
        Place own = places.get(except);
        int positions = held.positions();
        int symbolPositions = held.symbolPositions();
        int orders = held.orders();
        int symbolOrders = held.symbolOrders();
        double buyLots = held.buyLots();
        double sellLots = held.sellLots();
        double onTheWay = 0;
        double unread = 0;
        for (Place place : places.values()) {
            boolean counts = place != own;
            boolean same = counts && place.symbol.equals(symbol);
            positions += counts && !place.pending ? 1 : 0;
            symbolPositions += same && !place.pending ? 1 : 0;
            orders += counts && place.pending ? 1 : 0;
            symbolOrders += same && place.pending ? 1 : 0;
            buyLots += same && place.side != Side.SELL ? place.lots : 0;
            sellLots += same && place.side != Side.BUY ? place.lots : 0;
            onTheWay += counts && place.shownByReading == Long.MAX_VALUE ? place.margin : 0;
            unread += counts ? place.margin : 0;
        }
        return new Exposure(positions, symbolPositions, orders, symbolOrders, buyLots, sellLots, onTheWay, unread);
    }
}
