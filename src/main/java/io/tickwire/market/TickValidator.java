package io.tickwire.market;

import io.tickwire.domain.RawTick;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Tick;

/** Decides whether a reported tick is a tick. Pure: the last tick of its stream is a parameter. */
final class TickValidator {
    private static final double DUST = 1e-3;

    private TickValidator() {}

    /**
     * @param last the stream's last tick, null for the first
     * @param strictDigits whether prices must fit the symbol's digits
     * @return null when it is good
     */
    static RejectReason reject(RawTick tick, Tick last, SymbolSpec spec, boolean strictDigits) {
        if (!Double.isFinite(tick.bid())
                || !Double.isFinite(tick.ask())
                || !Double.isFinite(tick.last())
                || !Double.isFinite(tick.volume())) {
            return RejectReason.NOT_FINITE;
        }
        if (tick.bid() <= 0 || tick.ask() <= 0 || tick.last() < 0 || tick.volume() < 0) {
            return RejectReason.NOT_POSITIVE;
        }
        if (tick.bid() > tick.ask()) {
            return RejectReason.CROSSED;
        }
        if (strictDigits && (offDigits(tick.bid(), spec) || offDigits(tick.ask(), spec))) {
            return RejectReason.OFF_DIGITS;
        }
        return last == null ? null : againstLast(tick, last);
    }

    private static RejectReason againstLast(RawTick tick, Tick last) {
        if (tick.timeMsc() < last.timeMsc()) {
            return RejectReason.OUT_OF_ORDER;
        }
        boolean same = tick.bid() == last.bid()
                && tick.ask() == last.ask()
                && tick.last() == last.last()
                && tick.volume() == last.volume()
                && tick.flags() == last.flags();
        return same ? RejectReason.UNCHANGED : null;
    }

    private static boolean offDigits(double price, SymbolSpec spec) {
        return Math.abs(price - spec.round(price)) > spec.point() * DUST;
    }
}
