package io.tickwire.protocol.terminal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.domain.CalcMode;
import io.tickwire.domain.Filling;
import io.tickwire.domain.OrderTime;
import io.tickwire.domain.SwapRule;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.SymbolSpec.Currencies;
import io.tickwire.domain.SymbolTradeMode;
import io.tickwire.domain.TradeRules;
import io.tickwire.domain.TradingHours;
import io.tickwire.domain.VolumeRule;
import io.tickwire.protocol.json.FieldReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Symbol specifications as JSON, both ways. Days are MetaTrader's: 0 = Sunday to 6 = Saturday. Pure. */
final class SpecJson {
    static final int MAX_NAME = 32;
    private static final int MAX_DESCRIPTION = 256;
    private static final int MAX_CURRENCY = 16;
    private static final int MAX_LEVEL = 1_000_000;
    private static final int SECONDS_PER_DAY = 86_400;
    private static final String UTC = "UTC";

    private SpecJson() {}

    static SymbolSpec read(FieldReader in) {
        String name = in.requiredText("name", MAX_NAME);
        int digits = (int) in.integer("digits", 0, 8);
        in.positive("point");
        double contract = in.positive("contract_size");
        VolumeRule volume = volume(in);
        Currencies currencies = new Currencies(
                in.requiredText("currency_base", MAX_CURRENCY),
                in.requiredText("currency_profit", MAX_CURRENCY),
                in.requiredText("currency_margin", MAX_CURRENCY));
        int stops = (int) in.integer("stops_level", 0, MAX_LEVEL);
        int freeze = (int) in.integer("freeze_level", 0, MAX_LEVEL);
        TradeRules rules = rules(in, contract);
        String description = in.optionalText("description", MAX_DESCRIPTION, name);
        return in.make(
                "name",
                () -> new SymbolSpec(name, description, digits, contract, volume, currencies, stops, freeze, rules));
    }

    private static VolumeRule volume(FieldReader in) {
        double min = in.positive("volume_min");
        double max = in.positive("volume_max");
        double step = in.positive("volume_step");
        return in.make("volume_max", () -> new VolumeRule(min, max, step));
    }

    private static TradeRules rules(FieldReader in, double contract) {
        SymbolTradeMode mode = in.word("trade_mode", SymbolTradeMode.class);
        Set<Filling> fillings = words(in, "filling_modes", Filling.class);
        Set<OrderTime> lives = words(in, "expiration_modes", OrderTime.class);
        double tickSize = in.positive("tick_size");
        double tickValue = in.number("tick_value", 0, Double.MAX_VALUE, "float >= 0");
        double swapLong = in.number("swap_long");
        double swapShort = in.number("swap_short");
        DayOfWeek triple = day(in.optionalInteger("swap_triple_day", 0, 6, 3));
        TradingHours hours = hours(in);
        CalcMode calc = in.optionalWord("calc_mode", CalcMode.class, CalcMode.FOREX);
        double limit = in.optionalNotNegative("volume_limit", 0);
        double hedged = in.optionalNotNegative("hedged_margin", contract);
        return in.make(
                "trade_mode",
                () -> new TradeRules(
                        mode,
                        calc,
                        fillings,
                        lives,
                        tickSize,
                        tickValue,
                        limit,
                        hedged,
                        new SwapRule(swapLong, swapShort, triple),
                        hours));
    }

    private static <E extends Enum<E>> Set<E> words(FieldReader in, String field, Class<E> type) {
        if (!in.has(field)) {
            in.wrong(field, "list");
        }
        Set<E> words = new LinkedHashSet<>();
        for (String text : in.texts(field, MAX_NAME)) {
            for (E word : type.getEnumConstants()) {
                if (word.name().equalsIgnoreCase(text)) {
                    words.add(word);
                }
            }
        }
        return words;
    }

    private static TradingHours hours(FieldReader in) {
        List<TradingHours.Session> sessions = in.rows("sessions", List.of("day", "from_s", "to_s"), SpecJson::session);
        List<String> holidays = in.texts("holidays", MAX_NAME);
        String zone = in.optionalText("time_zone", 64, UTC);
        try {
            List<LocalDate> days = holidays.stream().map(LocalDate::parse).toList();
            ZoneId place = ZoneId.of(zone);
            return in.make("sessions", () -> new TradingHours(place, sessions, Set.copyOf(days)));
        } catch (DateTimeException wrong) {
            in.wrong("time_zone", "a time zone such as Europe/Athens, and holidays as 2026-12-25");
            return null;
        }
    }

    private static TradingHours.Session session(FieldReader row) {
        DayOfWeek day = day(row.integer("day", 0, 6));
        int from = (int) row.integer("from_s", 0, SECONDS_PER_DAY);
        int to = (int) row.integer("to_s", 0, SECONDS_PER_DAY);
        return row.make("from_s", () -> new TradingHours.Session(day, from, to));
    }

    private static DayOfWeek day(long metaTrader) {
        return DayOfWeek.of(metaTrader == 0 ? 7 : (int) metaTrader);
    }

    private static int day(DayOfWeek day) {
        return day.getValue() % 7;
    }

    static void write(JsonGenerator out, SymbolSpec spec) throws IOException {
        TradeRules rules = spec.rules();
        out.writeStartObject();
        out.writeStringField("name", spec.name());
        out.writeStringField("description", spec.description());
        out.writeNumberField("digits", spec.digits());
        out.writeNumberField("point", spec.point());
        out.writeNumberField("tick_size", spec.tickSize());
        out.writeNumberField("tick_value", rules.tickValue());
        out.writeNumberField("contract_size", spec.contractSize());
        out.writeNumberField("volume_min", spec.volume().min());
        out.writeNumberField("volume_max", spec.volume().max());
        out.writeNumberField("volume_step", spec.volume().step());
        out.writeNumberField("volume_limit", rules.volumeLimit());
        out.writeNumberField("stops_level", spec.stopsLevel());
        out.writeNumberField("freeze_level", spec.freezeLevel());
        words(out, "filling_modes", rules.fillings());
        words(out, "expiration_modes", rules.orderTimes());
        out.writeStringField("trade_mode", BookJson.word(rules.tradeMode()));
        out.writeStringField("calc_mode", BookJson.word(rules.calcMode()));
        out.writeStringField("currency_base", spec.currencies().base());
        out.writeStringField("currency_profit", spec.currencies().profit());
        out.writeStringField("currency_margin", spec.currencies().margin());
        out.writeNumberField("hedged_margin", rules.hedgedMargin());
        out.writeNumberField("swap_long", rules.swap().longPoints());
        out.writeNumberField("swap_short", rules.swap().shortPoints());
        out.writeNumberField("swap_triple_day", day(rules.swap().tripleDay()));
        hours(out, rules.hours());
        out.writeEndObject();
    }

    private static <E extends Enum<E>> void words(JsonGenerator out, String field, Set<E> words) throws IOException {
        out.writeArrayFieldStart(field);
        List<E> sorted = new ArrayList<>(words);
        sorted.sort(null);
        for (E word : sorted) {
            out.writeString(BookJson.word(word));
        }
        out.writeEndArray();
    }

    private static void hours(JsonGenerator out, TradingHours hours) throws IOException {
        out.writeArrayFieldStart("sessions");
        for (TradingHours.Session session : hours.sessions()) {
            out.writeStartArray();
            out.writeNumber(day(session.day()));
            out.writeNumber(session.fromSecond());
            out.writeNumber(session.toSecond());
            out.writeEndArray();
        }
        out.writeEndArray();
        if (!UTC.equals(hours.zone().getId())) {
            out.writeStringField("time_zone", hours.zone().getId());
        }
        if (!hours.holidays().isEmpty()) {
            out.writeArrayFieldStart("holidays");
            for (LocalDate day : hours.holidays().stream().sorted().toList()) {
                out.writeString(day.toString());
            }
            out.writeEndArray();
        }
    }
}
