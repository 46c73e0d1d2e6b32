package io.tickwire.edge;

import static io.tickwire.domain.message.DoctorCheck.fail;
import static io.tickwire.domain.message.DoctorCheck.ok;
import static io.tickwire.domain.message.DoctorCheck.skipped;
import static io.tickwire.domain.message.DoctorCheck.warn;

import io.tickwire.domain.Tick;
import io.tickwire.domain.TradingHours;
import io.tickwire.domain.message.DoctorCheck;
import io.tickwire.protocol.json.IsoTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/** Judges the market data of one terminal. Pure. */
final class MarketChecks {
    private static final long SKEW_MS = 5_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final String terminal;
    private final Settings settings;
    private final long nowMsc;
    private final long nowNanos;

    /**
     * How its data is meant to be.
     *
     * @param recorded ticks are recorded ones, so their times say nothing of a clock
     * @param held ticks wait for a subscriber, so that silence means nothing
     */
    record Settings(Duration staleAfter, boolean recorded, boolean held) {}

    MarketChecks(String terminal, Settings settings, long nowMsc, long nowNanos) {
        this.terminal = terminal;
        this.settings = settings;
        this.nowMsc = nowMsc;
        this.nowNanos = nowNanos;
    }

    /**
     * A symbol as it stands.
     *
     * @param tick null while it had none
     */
    record Quoted(TradingHours hours, Tick tick) {}

    /** @param symbols by stream, null when the poller did not answer */
    List<DoctorCheck> all(Map<String, Quoted> symbols) {
        if (symbols == null) {
            return List.of(fail(
                    "feed " + terminal,
                    "nobody answers for its market data",
                    "see /api/v1/verticles and the log; $.verticles.tickPoller.enabled must be true"));
        }
        List<DoctorCheck> checks = new ArrayList<>();
        checks.add(feed(symbols));
        checks.add(skew(newest(symbols)));
        symbols.forEach((stream, symbol) -> checks.add(data(stream, symbol)));
        return checks;
    }

    private static Tick newest(Map<String, Quoted> symbols) {
        return symbols.values().stream()
                .map(Quoted::tick)
                .filter(Objects::nonNull)
                .max(Comparator.comparingLong(Tick::receivedAtNanos))
                .orElse(null);
    }

    /** A single silent symbol may be a quiet one; silence of all of them is a broken feed. */
    DoctorCheck feed(Map<String, Quoted> symbols) {
        String name = "feed " + terminal;
        if (symbols.values().stream().noneMatch(symbol -> symbol.hours().isOpen(nowMsc))) {
            return skipped(name, symbols.isEmpty() ? "it has no symbols" : "every market is closed");
        }
        Tick newest = newest(symbols);
        if (newest == null && settings.held()) {
            return skipped(name, "it waits for a subscriber");
        }
        String fix =
                "see its part in /health/ready for the reason: a replay may have ended, a terminal lost its broker";
        if (newest == null) {
            return fail(name, "no tick yet", fix);
        }
        return ageMs(newest) > settings.staleAfter().toMillis()
                ? fail(name, "newest tick " + age(newest), fix)
                : ok(name, "newest tick " + age(newest));
    }

    DoctorCheck data(String stream, Quoted symbol) {
        String name = "data " + stream;
        if (!symbol.hours().isOpen(nowMsc)) {
            OptionalLong opens = symbol.hours().nextOpen(nowMsc);
            return skipped(
                    name,
                    "market closed "
                            + (opens.isPresent() ? "until " + IsoTime.format(opens.getAsLong()) : "for a month"));
        }
        String open = symbol.hours().sessions().isEmpty() ? "always open" : "in session";
        if (symbol.tick() == null) {
            return settings.held()
                    ? skipped(name, open + ", it waits for a subscriber")
                    : warn(name, open + ", no tick yet", "check that the terminal shows the symbol");
        }
        return ageMs(symbol.tick()) > settings.staleAfter().toMillis()
                ? warn(
                        name,
                        open + ", last tick " + age(symbol.tick()),
                        "check the symbol at the terminal; a quiet one needs a greater $.market.staleAfter")
                : ok(name, open + ", last tick " + age(symbol.tick()));
    }

    /** The newest tick's own time against ours when it came. */
    DoctorCheck skew(Tick newest) {
        String name = "clock " + terminal;
        if (settings.recorded()) {
            return skipped(name, "recorded ticks carry times of their own");
        }
        if (newest == null) {
            return skipped(name, "no tick yet");
        }
        long aheadMs = newest.timeMsc() - (nowMsc - Math.round(ageMs(newest)));
        String evidence = "its time is " + Math.abs(aheadMs) + " ms " + (aheadMs > 0 ? "ahead of" : "behind") + " ours";
        return Math.abs(aheadMs) > SKEW_MS
                ? warn(name, evidence, "set this machine's clock by NTP, or correct the terminal's server offset")
                : ok(name, evidence);
    }

    private double ageMs(Tick tick) {
        return (nowNanos - tick.receivedAtNanos()) / NANOS_PER_MILLI;
    }

    private String age(Tick tick) {
        return String.format(
                Locale.ROOT,
                "%.1f s ago, stale after %.1f s",
                ageMs(tick) / 1e3,
                settings.staleAfter().toMillis() / 1e3);
    }
}
