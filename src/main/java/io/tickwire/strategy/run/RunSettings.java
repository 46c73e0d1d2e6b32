package io.tickwire.strategy.run;

import io.tickwire.domain.Timeframe;
import io.tickwire.strategy.StrategyContext.Mode;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a run of a strategy is told once.
 *
 * @param settings values of its settings: text, numbers ({@code Long} or {@code Double}) and booleans
 * @param barsKept closed bars kept of each symbol and timeframe
 * @param barZone zone whose midnight begins a day's bar
 * @param simulatedTime whether timers follow the time of the data instead of a clock
 */
public record RunSettings(
        String id,
        String version,
        Mode mode,
        List<String> symbols,
        List<Timeframe> timeframes,
        Map<String, Object> settings,
        StrategyLimits limits,
        int barsKept,
        ZoneId barZone,
        boolean simulatedTime) {

    public RunSettings {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(mode, "mode");
        symbols = List.copyOf(symbols);
        timeframes = timeframes.stream().sorted().toList();
        settings = Map.copyOf(settings);
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(barZone, "barZone");
    }
}
