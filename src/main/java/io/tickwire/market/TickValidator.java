package io.tickwire.market;

import io.tickwire.domain.RawTick;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Tick;

/** Decides whether a reported tick is a tick. Pure: the last tick of its stream is a parameter. */
final class TickValidator {
    private static final double DUST = 1e-3;
    private static final long CLOCK_SKEW_MS = 60_000;

    private TickValidator() {}

    /**
     * @param last the stream's last tick, null for the first
     * @param nowMsc wall clock
     * @param strictDigits whether prices must fit the symbol's digits
     * @return null when it is good
     */
    static RejectReason reject(RawTick tick, Tick last, SymbolSpec spec, boolean strictDigits, long nowMsc) {
        if (!Double.isFinite(tick.bid())
                || !Double.isFinite(tick.ask())
                || !Double.isFinite(tick.last())
                || !Double.isFinite(tick.volume())
                || !Double.isFinite(spec.spreadPips(tick.bid(), tick.ask()))) {
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
        return last == null ? null : againstLast(tick, last, nowMsc);
    }

    /** A last tick from the future came from a wrong clock: it must not shut out everything after it. */
    private static RejectReason againstLast(RawTick tick, Tick last, long nowMsc) {
        boolean believable = last.timeMsc() <= nowMsc + CLOCK_SKEW_MS;
        if (tick.timeMsc() < last.timeMsc() && believable) {
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
