package io.tickwire.terminal.simulated;

import io.tickwire.domain.SwapRule;
import io.tickwire.domain.SymbolSpec;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Charges swap at the broker's midnight, for each night that a position was kept, also for nights nobody was watching.
 * It waits until every position has a price. Owner: the terminal's thread.
 */
final class Rollover {
    private final Parts parts;
    private long nextMidnight;

    Rollover(Parts parts) {
        this.parts = parts;
    }

    void advance(long nowMsc) {
        if (nowMsc < nextMidnight) {
            return;
        }
        long today = parts.day().of(nowMsc).toEpochDay();
        long rolled = parts.state().account().epochDay();
        if (today > rolled && !parts.valuation().priced(parts.state().positions())) {
            return;
        }
        if (today > rolled) {
            roll(rolled, today);
        }
        nextMidnight = parts.day().endOfDay(nowMsc);
    }

    private void roll(long rolled, long today) {
        Draft draft = parts.ledger().draft();
        if (rolled != 0) {
            charge(draft, rolled, today);
        }
        draft.add(new LedgerEvent.DayRolled(today)).commit();
    }

    private void charge(Draft draft, long rolled, long today) {
        Map<Long, Double> swaps = new LinkedHashMap<>();
        for (long day = rolled; day < today; day++) {
            LocalDate ended = LocalDate.ofEpochDay(day);
            long midnight = parts.day().startOf(ended.plusDays(1));
            for (PaperPosition position : parts.state().positions()) {
                if (position.openTimeMsc() < midnight) {
                    swaps.merge(position.ticket(), swap(position, ended), Double::sum);
                }
            }
        }
        swaps.forEach((ticket, swap) -> {
            PaperPosition position = parts.state().position(ticket);
            if (swap != 0) {
                draft.add(new LedgerEvent.PositionStands(position.withSwap(Valuation.cents(position.swap() + swap))));
            }
        });
    }

    /** Swap of the night after a day, to the cent. */
    private double swap(PaperPosition position, LocalDate ended) {
        SymbolSpec spec = parts.quotes().spec(position.symbol());
        SwapRule rule = spec.rules().swap();
        double money = rule.points(position.side())
                * rule.nights(ended.getDayOfWeek())
                * spec.point()
                * spec.contractSize()
                * position.volume();
        return Valuation.cents(
                parts.valuation().convert(money, spec.currencies().profit()).orElse(0));
    }
}
