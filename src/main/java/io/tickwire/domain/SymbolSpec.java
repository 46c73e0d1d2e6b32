package io.tickwire.domain;

import java.util.Objects;

/**
 * What a terminal says of a symbol: the figures that prices, volumes, margin and profit follow from.
 *
 * @param digits decimals of a price, 0 to 8
 * @param contractSize units of the base currency in one lot
 * @param volume lot limits
 * @param currencies ISO codes of base, profit and margin
 * @param stopsLevel least distance of a stop from the price, in points
 * @param freezeLevel distance in points inside which orders may not be changed
 * @param rules how it is traded
 */
public record SymbolSpec(
        String name,
        String description,
        int digits,
        double contractSize,
        VolumeRule volume,
        Currencies currencies,
        int stopsLevel,
        int freezeLevel,
        TradeRules rules) {

    private static final double[] POW10 = {1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};

    /** Currencies of a symbol: what is bought, what profit is paid in, what margin is reckoned in. */
    public record Currencies(String base, String profit, String margin) {}

    /** Traded as forex, around the clock and without restrictions. */
    public SymbolSpec(
            String name,
            String description,
            int digits,
            double contractSize,
            VolumeRule volume,
            Currencies currencies,
            int stopsLevel,
            int freezeLevel) {
        this(
                name,
                description,
                digits,
                contractSize,
                volume,
                currencies,
                stopsLevel,
                freezeLevel,
                TradeRules.open(CalcMode.FOREX, contractSize));
    }

    public SymbolSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(volume, "volume");
        Objects.requireNonNull(currencies, "currencies");
        Objects.requireNonNull(rules, "rules");
        if (name.isBlank() || name.length() > 32) {
            throw new IllegalArgumentException("symbol name must have 1 to 32 characters: '" + name + "'");
        }
        if (digits < 0 || digits > 8) {
            throw new IllegalArgumentException(name + ": digits must be 0 to 8, not " + digits);
        }
        if (!(contractSize > 0) || !Double.isFinite(contractSize)) {
            throw new IllegalArgumentException(name + ": contractSize must be above 0, not " + contractSize);
        }
    }

    /** Smallest price step that the digits can show. */
    public double point() {
        return 1 / POW10[digits];
    }

    /** Least change of an order's prices. */
    public double tickSize() {
        return rules.tickSize() > 0 ? rules.tickSize() : point();
    }

    /** 10 points for 3 and 5 digits, else 1 point: the unit of {@code spread}. */
    public double pip() {
        return digits == 3 || digits == 5 ? 10 / POW10[digits] : 1 / POW10[digits];
    }

    /** Spread in pips, rounded to one decimal. */
    public double spreadPips(double bid, double ask) {
        double pipsPerUnit = digits == 3 || digits == 5 ? POW10[digits] / 10 : POW10[digits];
        return Math.rint((ask - bid) * pipsPerUnit * 10) / 10;
    }

    /** The price at this symbol's digits. */
    public double round(double price) {
        return Math.rint(price * POW10[digits]) / POW10[digits];
    }
}
