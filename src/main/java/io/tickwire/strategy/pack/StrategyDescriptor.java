package io.tickwire.strategy.pack;

import io.tickwire.domain.Timeframe;
import io.tickwire.strategy.run.StrategyLimits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What {@code strategy.json} says.
 *
 * @param id name of the folder
 * @param version the author's
 * @param apiVersion of the author's API that it was written for
 * @param mainClass name of the class, with its package
 * @param account terminal that it trades on; empty = the primary one
 * @param magic marks its orders and positions
 * @param warmupBars closed bars of each symbol and timeframe that it sees before it trades
 * @param barsKept closed bars of each that it can look back on
 * @param shadow whether a new version decides beside the running one until it is promoted
 */
public record StrategyDescriptor(
        String id,
        String version,
        int apiVersion,
        String mainClass,
        String description,
        List<String> symbols,
        List<Timeframe> timeframes,
        Map<String, SettingSpec> settings,
        StrategyLimits limits,
        String account,
        long magic,
        int warmupBars,
        int barsKept,
        boolean shadow) {

    /** Version of the author's API that this build offers. */
    public static final int API_VERSION = 1;

    /** Name of the file. */
    public static final String FILE = "strategy.json";

    public StrategyDescriptor {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(mainClass, "mainClass");
        symbols = List.copyOf(symbols);
        timeframes = List.copyOf(timeframes);
        settings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        Objects.requireNonNull(limits, "limits");
    }

    /**
     * Values of all its settings.
     *
     * @param given values that differ from the defaults
     * @throws IllegalArgumentException naming the setting that is unknown or does not fit
     */
    public Map<String, Object> values(Map<String, Object> given) {
        Map<String, Object> values = new LinkedHashMap<>();
        settings.forEach((name, setting) -> values.put(name, setting.value()));
        given.forEach((name, value) -> values.put(name, setting(name).take(value)));
        return values;
    }

    /** @throws IllegalArgumentException when there is none of this name */
    public SettingSpec setting(String name) {
        SettingSpec setting = settings.get(name);
        if (setting == null) {
            throw new IllegalArgumentException(
                    "settings." + name + ": strategy " + id + " has no such setting; it has " + settings.keySet());
        }
        return setting;
    }
}
