package io.tickwire.terminal.simulated;

import io.tickwire.config.SimulatedConfig;
import io.tickwire.config.SpecConfig;
import io.tickwire.config.TradingSessions;
import io.tickwire.domain.Filling;
import io.tickwire.domain.OrderTime;
import io.tickwire.domain.SwapRule;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.TradeRules;
import io.tickwire.domain.TradingHours;
import io.tickwire.domain.TradingHours.Session;
import io.tickwire.domain.VolumeRule;
import io.tickwire.terminal.SymbolCatalogue;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Symbols of a paper broker: the usual figures with what the configuration says otherwise. Any thread. */
public final class PaperSpecs {
    private PaperSpecs() {}

    /** A symbol as this broker trades it. */
    public static SymbolSpec spec(SimulatedConfig config, String symbol) {
        return of(config, SymbolCatalogue.spec(symbol));
    }

    static SymbolSpec of(SimulatedConfig config, SymbolSpec usual) {
        return config.specs().stream()
                .filter(spec -> spec.name().equals(usual.name()))
                .findFirst()
                .map(spec -> changed(config, spec, usual))
                .orElseGet(() -> withRules(
                        usual, usual.digits(), usual.contractSize(), usual.volume(), 0, 0, timed(config, usual)));
    }

    private static SymbolSpec changed(SimulatedConfig config, SpecConfig spec, SymbolSpec usual) {
        double contractSize = spec.contractSize() > 0 ? spec.contractSize() : usual.contractSize();
        VolumeRule volume = new VolumeRule(
                spec.volumeMin() > 0 ? spec.volumeMin() : usual.volume().min(),
                spec.volumeMax() > 0 ? spec.volumeMax() : usual.volume().max(),
                spec.volumeStep() > 0 ? spec.volumeStep() : usual.volume().step());
        TradeRules rules = new TradeRules(
                spec.tradeMode(),
                spec.calcMode(),
                spec.fillings().isEmpty() ? Set.of(Filling.FOK, Filling.IOC) : Set.copyOf(spec.fillings()),
                spec.orderTimes().isEmpty() ? Set.of(OrderTime.values()) : Set.copyOf(spec.orderTimes()),
                spec.tickSize(),
                0,
                spec.volumeLimit(),
                spec.hedgedMargin() >= 0 ? spec.hedgedMargin() : contractSize,
                new SwapRule(spec.swapLong(), spec.swapShort(), spec.tripleDay()),
                hours(config, spec.hours().isEmpty() ? config.hours() : spec.hours()));
        int digits = spec.digits() >= 0 ? spec.digits() : usual.digits();
        return withRules(usual, digits, contractSize, volume, spec.stopsLevel(), spec.freezeLevel(), rules);
    }

    private static SymbolSpec withRules(
            SymbolSpec usual,
            int digits,
            double contractSize,
            VolumeRule volume,
            int stopsLevel,
            int freezeLevel,
            TradeRules rules) {
        return new SymbolSpec(
                usual.name(),
                usual.description(),
                digits,
                contractSize,
                volume,
                usual.currencies(),
                Math.max(stopsLevel, usual.stopsLevel()),
                Math.max(freezeLevel, usual.freezeLevel()),
                rules);
    }

    /** The usual rules at the broker's hours. */
    private static TradeRules timed(SimulatedConfig config, SymbolSpec usual) {
        TradeRules rules = usual.rules();
        return new TradeRules(
                rules.tradeMode(),
                rules.calcMode(),
                rules.fillings(),
                rules.orderTimes(),
                rules.tickSize(),
                rules.tickValue(),
                rules.volumeLimit(),
                rules.hedgedMargin(),
                rules.swap(),
                hours(config, config.hours()));
    }

    private static TradingHours hours(SimulatedConfig config, List<String> texts) {
        List<Session> sessions = texts.stream()
                .flatMap(text -> TradingSessions.parse(text).stream())
                .toList();
        Set<LocalDate> holidays =
                config.holidays().stream().map(TradingSessions::day).collect(Collectors.toSet());
        return sessions.isEmpty() && holidays.isEmpty()
                ? TradingHours.ALWAYS
                : new TradingHours(ZoneId.of(config.zone()), sessions, holidays);
    }
}
