package io.tickwire.terminal.feeds;

import java.util.Locale;

/**
 * How a synthetic symbol behaves.
 *
 * @param startPrice bid of the first tick
 * @param lower every bid stays above it
 * @param upper every ask stays below it
 * @param annualVolatility of the log price, 0.07 = 7 % a year of 365 days around the clock
 * @param spreadPips spread in a calm, active hour; pips as {@code SymbolSpec.pip()} counts them
 * @param ticksPerSecond mean outside bursts in an hour of normal activity
 */
public record SyntheticModel(
        double startPrice,
        double lower,
        double upper,
        double annualVolatility,
        double spreadPips,
        double ticksPerSecond) {

    public SyntheticModel {
        if (!(lower > 0 && startPrice > lower && upper > startPrice && Double.isFinite(upper))) {
            throw new IllegalArgumentException("model needs 0 < lower < startPrice < upper: lower=" + lower
                    + " startPrice=" + startPrice + " upper=" + upper);
        }
        requirePositive("annualVolatility", annualVolatility);
        requirePositive("spreadPips", spreadPips);
        requirePositive("ticksPerSecond", ticksPerSecond);
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be above 0, not " + value);
        }
    }

    /** Defaults by name; a broker's suffix ({@code EURUSD.m}) does not matter, an unknown name gets a generic market. */
    public static SyntheticModel of(String symbol) {
        String name = symbol.toUpperCase(Locale.ROOT);
        String pair = name.length() > 6 ? name.substring(0, 6) : name;
        return switch (pair) {
            case "EURUSD" -> new SyntheticModel(1.0846, 1.0800, 1.0900, 0.07, 1.0, 3);
            case "GBPUSD" -> new SyntheticModel(1.2700, 1.2620, 1.2780, 0.08, 1.2, 3);
            case "USDJPY" -> new SyntheticModel(151.100, 150.100, 152.100, 0.09, 1.1, 3);
            case "XAUUSD" -> new SyntheticModel(2650.00, 2600.00, 2700.00, 0.15, 25, 4);
            case "BTCUSD" -> new SyntheticModel(96500.00, 92000.00, 101000.00, 0.50, 1000, 5);
            default -> generic(pair);
        };
    }

    private static SyntheticModel generic(String name) {
        if (name.endsWith("JPY")) {
            return new SyntheticModel(150, 148, 152, 0.09, 1.5, 2);
        }
        boolean looksLikeForex = name.length() == 6 && name.chars().allMatch(Character::isLetter);
        return looksLikeForex
                ? new SyntheticModel(1.0, 0.985, 1.015, 0.08, 1.5, 2)
                : new SyntheticModel(100, 97, 103, 0.20, 3, 2);
    }
}
