package io.tickwire.terminal.feeds;

import io.tickwire.domain.RawTick;
import io.tickwire.domain.TickFlags;

/**
 * The endless ticks of one synthetic symbol. The first tick stands at the start time with the start price as its bid.
 * Owner: the feed's thread.
 */
final class SyntheticStream {
    /** Widest spread as a share of the band; less than the margin that the path keeps. */
    private static final double MAX_SPREAD_OF_BAND = 0.08;

    /** No symbol is silent for longer, even in the quietest hour. */
    private static final long LONGEST_GAP_MS = 2_000;

    private static final double QUIET_ACTIVITY = 0.6;
    private static final double SPREAD_REDRAW = 0.4;

    private final String name;
    private final double pointsPerUnit;
    private final double calmSpreadPoints;
    private final long maxSpreadPoints;
    private final Randomness random;
    private final PricePath path;
    private final TickRhythm rhythm;
    private long spreadPoints;
    private RawTick head;
    private long bidPoints;
    private long askPoints;

    SyntheticStream(SyntheticSymbol symbol, long seed, long startMsc) {
        SyntheticModel model = symbol.model();
        this.name = symbol.spec().name();
        this.pointsPerUnit = symbol.pointsPerUnit();
        this.calmSpreadPoints = model.spreadPips() * symbol.spec().pip() * pointsPerUnit;
        this.maxSpreadPoints =
                Math.max(1, (long) (MAX_SPREAD_OF_BAND * (model.upper() - model.lower()) * pointsPerUnit));
        this.random = Randomness.of(seed, name, "ticks");
        this.path = new PricePath(model, random);
        this.rhythm = new TickRhythm(model.ticksPerSecond(), random);
        this.bidPoints = Math.round(model.startPrice() * pointsPerUnit);
        this.spreadPoints = bounded(calmSpreadPoints);
        this.askPoints = bidPoints + spreadPoints;
        this.head = tick(startMsc, TickFlags.QUOTE);
    }

    long headMsc() {
        return head.timeMsc();
    }

    /** The tick at {@link #headMsc()}; the stream moves on to the next one. */
    RawTick take() {
        RawTick taken = head;
        advance();
        return taken;
    }

    private void advance() {
        long last = head.timeMsc();
        long now = last;
        int flags = 0;
        while (flags == 0) {
            double activity = DayRhythm.activity(now);
            long gap = Math.min(rhythm.nextGapMs(activity), Math.max(1, last + LONGEST_GAP_MS - now));
            now += gap;
            path.step(gap / 1000.0, rhythm.stress() * Math.sqrt(activity));
            flags = move(activity, now - last >= LONGEST_GAP_MS);
        }
        head = tick(now, flags);
    }

    /** Sets the new quote and answers with the flags of what changed; {@code force} makes a change. */
    private int move(double activity, boolean force) {
        long bid = Math.round(path.price() * pointsPerUnit);
        if (random.uniform() < SPREAD_REDRAW) {
            spreadPoints = drawSpread(activity);
        }
        if (force && bid == bidPoints && bid + spreadPoints == askPoints) {
            spreadPoints += spreadPoints > calmSpreadPoints && spreadPoints > 1 ? -1 : 1;
        }
        long ask = bid + spreadPoints;
        int flags = (bid == bidPoints ? 0 : TickFlags.BID) | (ask == askPoints ? 0 : TickFlags.ASK);
        bidPoints = bid;
        askPoints = ask;
        return flags;
    }

    private long drawSpread(double activity) {
        double quiet = activity < QUIET_ACTIVITY ? 1.5 : 1;
        double stress = (0.6 + 0.4 * path.volatility()) * (0.7 + 0.3 * rhythm.stress());
        return bounded(calmSpreadPoints * quiet * stress * (1 + 0.12 * random.gaussian()));
    }

    private long bounded(double points) {
        return Math.max(1, Math.min(maxSpreadPoints, Math.round(points)));
    }

    private RawTick tick(long timeMsc, int flags) {
        return new RawTick(name, timeMsc, bidPoints / pointsPerUnit, askPoints / pointsPerUnit, 0, 0, flags);
    }
}
