package io.tickwire.risk;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Halt;
import io.tickwire.domain.RiskState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Keeps what the risk rules remember, and hands each change on to be journaled. Owner: the executor's context. */
public final class RiskBook {
    private static final int MAX_MULTIPLIERS = 10_000;

    private final ZoneId dayZone;
    private final Consumer<RiskState> changed;
    private RiskState state = RiskState.EMPTY;

    public RiskBook(ZoneId dayZone, Consumer<RiskState> changed) {
        this.dayZone = dayZone;
        this.changed = changed;
    }

    /** What the journal kept; not handed on again. A stricter brake that was put on before it was read stays. */
    public void restore(RiskState kept) {
        Halt early = state.halt();
        state = kept;
        if (early.state().compareTo(kept.halt().state()) > 0) {
            halt(early);
        } else if (early.closing()) {
            halt(kept.halt().withClosing(true));
        }
    }

    public RiskState state() {
        return state;
    }

    /**
     * Takes an account reading: a new broker's day begins with it, or the equity is the greatest so far. The day never
     * goes back, so a clock that does gives no second loss allowance. A terminal that is not logged in yet shows no equity:
     * that is no measure of anything.
     */
    public void see(AccountSnapshot account, long nowMsc) {
        if (!(account.equity() > 0)) {
            return;
        }
        String today =
                Instant.ofEpochMilli(nowMsc).atZone(dayZone).toLocalDate().toString();
        if (today.compareTo(state.day()) > 0) {
            become(state.newDay(today, account.equity(), account.balance()));
        } else if (account.equity() > state.highWaterMark()) {
            become(state.withHighWaterMark(account.equity()));
        }
    }

    /** A position was opened. */
    public void opened() {
        become(state.traded());
    }

    /** A position or part of one was closed. */
    public void closed(double profit) {
        become(state.closed(profit));
    }

    public void halt(Halt halt) {
        become(state.withHalt(halt));
    }

    /** Takes the brake off; {@code newBaseline} also makes the present equity the measure of losses. */
    public void resume(AccountSnapshot newBaseline) {
        RiskState free = state.withHalt(Halt.NONE);
        become(
                newBaseline == null
                        ? free
                        : free.withHighWaterMark(newBaseline.equity()).withDayStart(newBaseline.equity()));
    }

    /**
     * What an administrator lets an Expert Advisor risk, 0 to 1.
     *
     * @return false when so many have one that there is no room for another
     */
    public boolean multiplier(String expertAdvisor, double multiplier) {
        return set(state.multipliers(), expertAdvisor, multiplier, state::withMultipliers);
    }

    /**
     * What an Expert Advisor wants to risk itself, 0 to 1: never more than an administrator lets it. 1 is not kept.
     *
     * @return as above
     */
    public boolean asked(String expertAdvisor, double multiplier) {
        return set(state.asked(), expertAdvisor, multiplier, state::withAsked);
    }

    private boolean set(
            Map<String, Double> all, String name, double multiplier, Function<Map<String, Double>, RiskState> with) {
        if (all.getOrDefault(name, 1.0) == multiplier) {
            return true;
        }
        if (all.size() >= MAX_MULTIPLIERS && !all.containsKey(name)) {
            return false;
        }
        Map<String, Double> next = new HashMap<>(all);
        if (multiplier == 1) {
            next.remove(name);
        } else {
            next.put(name, multiplier);
        }
        become(with.apply(next));
        return true;
    }

    private void become(RiskState next) {
        state = next;
        changed.accept(next);
    }
}
