package io.tickwire.terminal;

import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.SymbolSpec.Currencies;
import io.tickwire.domain.VolumeRule;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Specifications of well-known symbols, and a careful guess for the rest. */
public final class SymbolCatalogue {
    private static final VolumeRule FOREX_LOTS = new VolumeRule(0.01, 100, 0.01);
    private static final VolumeRule METAL_LOTS = new VolumeRule(0.01, 50, 0.01);
    private static final VolumeRule CRYPTO_LOTS = new VolumeRule(0.01, 20, 0.01);
    private static final Set<String> CRYPTO = Set.of("BTC", "ETH", "LTC", "XRP", "SOL", "BNB");
    private static final Map<String, String> NAMES = Map.of(
            "EURUSD", "Euro vs US Dollar",
            "GBPUSD", "Great Britain Pound vs US Dollar",
            "USDJPY", "US Dollar vs Japanese Yen",
            "XAUUSD", "Gold vs US Dollar",
            "BTCUSD", "Bitcoin vs US Dollar");

    private SymbolCatalogue() {}

    /** The specification of a symbol, by the conventions of its class of instrument. */
    public static SymbolSpec spec(String symbol) {
        String plain = symbol.toUpperCase(Locale.ROOT);
        String base = plain.length() >= 6 ? plain.substring(0, 3) : plain;
        String profit = plain.length() >= 6 ? plain.substring(3, 6) : "USD";
        String description = NAMES.getOrDefault(plain, symbol);
        Currencies currencies = new Currencies(base, profit, base);
        if (base.equals("XAU")) {
            return new SymbolSpec(symbol, description, 2, 100, METAL_LOTS, currencies, 0, 0);
        }
        if (base.equals("XAG")) {
            return new SymbolSpec(symbol, description, 3, 5000, METAL_LOTS, currencies, 0, 0);
        }
        if (CRYPTO.contains(base)) {
            return new SymbolSpec(symbol, description, 2, 1, CRYPTO_LOTS, currencies, 0, 0);
        }
        if (plain.length() < 6) {
            return new SymbolSpec(symbol, description, 2, 1, FOREX_LOTS, new Currencies("USD", "USD", "USD"), 0, 0);
        }
        int digits = profit.equals("JPY") ? 3 : 5;
        return new SymbolSpec(symbol, description, digits, 100_000, FOREX_LOTS, currencies, 0, 0);
    }
}
