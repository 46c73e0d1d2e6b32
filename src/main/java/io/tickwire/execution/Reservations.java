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
        private final Side side;
        private final double lots;
        private final boolean pending;
        private long shownByReading = Long.MAX_VALUE;

        Place(String symbol, Side side, double lots, boolean pending) {
            this.symbol = symbol;
            this.side = side;
            this.lots = lots;
            this.pending = pending;
        }
    }

    void take(Signal signal, String terminalSymbol, boolean pending) {
        places.put(signal.id(), new Place(terminalSymbol, signal.side(), signal.volume(), pending));
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
        Exposure sum = held;
        for (Map.Entry<UUID, Place> place : places.entrySet()) {
            if (!place.getKey().equals(except)) {
                sum = add(sum, place.getValue(), place.getValue().symbol.equals(symbol));
            }
        }
        return sum;
    }

    private static Exposure add(Exposure sum, Place place, boolean same) {
        int position = place.pending ? 0 : 1;
        int order = place.pending ? 1 : 0;
        return new Exposure(
                sum.positions() + position,
                sum.symbolPositions() + (same ? position : 0),
                sum.orders() + order,
                sum.symbolOrders() + (same ? order : 0),
                sum.buyLots() + (same && place.side == Side.BUY ? place.lots : 0),
                sum.sellLots() + (same && place.side == Side.SELL ? place.lots : 0));
    }
}
