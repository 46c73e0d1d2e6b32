package io.tickwire.strategy.run;

import io.tickwire.domain.Bar;
import io.tickwire.domain.Tick;
import io.tickwire.strategy.Forecast;
import io.tickwire.strategy.OrderReport;
import io.tickwire.strategy.State;
import io.tickwire.strategy.Strategy;
import io.tickwire.strategy.StrategyContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;

/**
 * Turns events into calls of a strategy, the same way live and in a backtest. What it throws is told and does not go on.
 * Reports never come while a call is under way: they wait until it returned. Owner: the thread that runs the strategy.
 */
public final class StrategyRunner {
    private final Strategy strategy;
    private final RunSettings settings;
    private final Venue venue;
    private final RunEvents events;
    private final BarBook book;
    private final RunContext context;
    private final Deque<OrderReport> waiting = new ArrayDeque<>();
    private boolean inCall;

    public StrategyRunner(Strategy strategy, RunSettings settings, Venue venue, RunEvents events, Logger log) {
        this.strategy = strategy;
        this.settings = settings;
        this.venue = venue;
        this.events = events;
        this.book = new BarBook(settings);
        this.context = new RunContext(settings, venue, events, log, book, waiting::add);
    }

    /**
     * Starts it and lets it see the past. Its orders are not sent until {@link #takeOver}.
     *
     * @param past bars, in any order
     * @throws Exception what {@link Strategy#onStart} throws: it does not run then
     */
    public void begin(List<Bar> past) throws Exception {
        strategy.onStart(context);
        book.prime(past, this::callBar);
    }

    /** Lets it trade from the next event on, with what was there before it. */
    public void takeOver(RunState former) throws Exception {
        context.take(former);
        if (!former.state().values().isEmpty()) {
            strategy.restore(former.state());
        }
        context.warmedUp();
    }

    /** A tick that another version acts on: its bars go on, and it sees those that end. */
    public void observe(Tick tick) {
        BarBook.Feed feed = book.feed(tick.symbol());
        if (feed != null && feed.onTick(tick)) {
            callBars(feed);
        }
    }

    /** A tick. What the terminal did by itself at it was told before. */
    public void onTick(Tick tick) {
        BarBook.Feed feed = book.feed(tick.symbol());
        if (feed == null) {
            return;
        }
        boolean ended = feed.onTick(tick);
        if (settings.simulatedTime()) {
            fireTimers(venue.nowMsc());
        }
        if (ended) {
            callBars(feed);
        }
        inCall = true;
        try {
            strategy.onTick(tick);
        } catch (Exception | LinkageError | StackOverflowError | AssertionError fault) {
            events.fault("onTick", fault);
        }
        inCall = false;
        if (!waiting.isEmpty()) {
            deliver();
        }
    }

    private void callBars(BarBook.Feed feed) {
        for (Bar bar : feed.ended()) {
            if (bar != null) {
                callBar(bar);
            }
        }
    }

    private void callBar(Bar bar) {
        call("onBar", () -> strategy.onBar(bar));
    }

    /** Fires timers that are due; where time is a clock's, the owner calls this. */
    public void fireTimers(long nowMsc) {
        for (String name = context.timers().poll(nowMsc);
                name != null;
                name = context.timers().poll(nowMsc)) {
            String due = name;
            call("onTimer", () -> strategy.onTimer(due));
        }
    }

    /** When the next timer is due, epoch milliseconds; {@code Long.MAX_VALUE} = never. */
    public long nextTimerMsc() {
        return context.timers().nextMsc();
    }

    /** What became of an order, or what the terminal did by itself. */
    public void onReport(OrderReport report) {
        context.done(report);
        waiting.add(report);
        if (!inCall) {
            deliver();
        }
    }

    private void deliver() {
        for (OrderReport report = waiting.poll(); report != null; report = waiting.poll()) {
            OrderReport told = report;
            events.reported(told);
            invoke("onExecution", () -> strategy.onExecution(told));
        }
    }

    /** A model answered. */
    public void onForecast(Forecast forecast) {
        call("onPrediction", () -> strategy.onPrediction(forecast));
    }

    /**
     * What it leaves to the next version, or to the next start. It may go on after that.
     *
     * @throws Exception what {@link Strategy#save} throws: what it wrote is not to be used then
     */
    public RunState handOver() throws Exception {
        State state = new State();
        strategy.save(state);
        deliver();
        return new RunState(new State(state.values()), context.guard().copy(), context.nextId(), context.underWay());
    }

    /** Ends it. */
    public void end() {
        call("onStop", strategy::onStop);
    }

    /** Its bars, to warm up another version with. */
    public List<Bar> past() {
        return book.past();
    }

    public int ordersUnderWay() {
        return context.ordersUnderWay();
    }

    /** Realised since midnight UTC, account currency. */
    public double realisedToday() {
        return context.guard().realisedToday();
    }

    StrategyContext context() {
        return context;
    }

    /** A call of the author's code. */
    @FunctionalInterface
    private interface Call {
        void run() throws Exception;
    }

    private void call(String where, Call call) {
        invoke(where, call);
        deliver();
    }

    private void invoke(String where, Call call) {
        boolean outer = inCall;
        inCall = true;
        try {
            call.run();
        } catch (Exception | LinkageError | StackOverflowError | AssertionError fault) {
            events.fault(where, fault);
        }
        inCall = outer;
    }
}
