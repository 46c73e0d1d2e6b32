package io.tickwire.terminal.feeds;

/**
 * A log price (0 = start price) that is pulled back to its start (Ornstein-Uhlenbeck), with volatility that comes in
 * clusters, reflected well inside the model's bounds. The process is reversible in time, so the same class makes
 * history backwards. Owner: one thread.
 */
final class PricePath {
    private static final double SECONDS_PER_YEAR = 365.0 * 86_400;
    /** The log of the volatility has this deviation, and forgets itself in this time. */
    private static final double VOL_OF_VOL = 0.45;

    private static final double VOL_MEMORY_SECONDS = 1_200;
    /** Share of the band kept free on each side: room for the widest spread. */
    private static final double MARGIN = 0.12;

    private final double startPrice;
    private final double floor;
    private final double ceiling;
    private final double sigma;
    private final double pull;
    private final Randomness random;
    private double x;
    private double logVolatility;
    private double volatility;

    PricePath(SyntheticModel model, Randomness random) {
        double margin = MARGIN * (model.upper() - model.lower());
        this.startPrice = model.startPrice();
        this.floor = StrictMath.log(Math.min(model.lower() + margin, startPrice) / startPrice);
        this.ceiling = StrictMath.log(Math.max(model.upper() - margin, startPrice) / startPrice);
        this.sigma = model.annualVolatility() / StrictMath.sqrt(SECONDS_PER_YEAR);
        // The resting deviation sigma / sqrt(2 pull) becomes two fifths of the half band: the mirror is seldom met.
        double rest = 0.2 * (ceiling - floor);
        this.pull = sigma * sigma / (2 * rest * rest);
        this.random = random;
        this.logVolatility = VOL_OF_VOL * random.gaussian();
        this.volatility = StrictMath.exp(logVolatility - VOL_OF_VOL * VOL_OF_VOL);
    }

    /** Moves on by some seconds; {@code stress} multiplies the volatility of this step. */
    void step(double seconds, double stress) {
        double fade = Math.min(1, seconds / VOL_MEMORY_SECONDS);
        logVolatility += -fade * logVolatility + VOL_OF_VOL * Math.sqrt(2 * fade) * random.gaussian();
        // Mean square 1: the model's annual volatility stays what it says.
        volatility = StrictMath.exp(logVolatility - VOL_OF_VOL * VOL_OF_VOL);
        double noise = deviation(seconds, stress) * random.gaussian();
        x = reflect(x - Math.min(1, pull * seconds) * x + noise);
    }

    /** Standard deviation of a step of this length at the present volatility. */
    double deviation(double seconds, double stress) {
        return sigma * volatility * stress * Math.sqrt(seconds);
    }

    private double reflect(double value) {
        double mirrored = value > ceiling ? 2 * ceiling - value : value < floor ? 2 * floor - value : value;
        return clamp(mirrored);
    }

    double clamp(double logPrice) {
        return Math.max(floor, Math.min(ceiling, logPrice));
    }

    double logPrice() {
        return x;
    }

    double price() {
        return priceAt(x);
    }

    double priceAt(double logPrice) {
        return startPrice * StrictMath.exp(logPrice);
    }

    /** Present volatility, 1 = usual. */
    double volatility() {
        return volatility;
    }
}
