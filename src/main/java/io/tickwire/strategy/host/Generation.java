package io.tickwire.strategy.host;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Bar;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Tick;
import io.tickwire.ops.Clock;
import io.tickwire.strategy.Forecast;
import io.tickwire.strategy.Order;
import io.tickwire.strategy.OrderReport;
import io.tickwire.strategy.StrategyContext.Mode;
import io.tickwire.strategy.pack.LoadedStrategy;
import io.tickwire.strategy.run.RunEvents;
import io.tickwire.strategy.run.RunSettings;
import io.tickwire.strategy.run.RunState;
import io.tickwire.strategy.run.StrategyRunner;
import io.tickwire.strategy.run.Venue;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;

/**
 * One version of a strategy at work, on a thread of its own. Its methods are called on the host's context; what the
 * strategy does comes back there. Once revoked, nothing that it does counts any more.
 */
final class Generation implements Venue, RunEvents {
    private static final int MAX_EARLY = 100_000;

    private final int number;
    private final LoadedStrategy loaded;
    private final RunSettings settings;
    private final Owner owner;
    private final Clock clock;
    private final Logger log;
    private final StrategyThread thread;
    private List<Tick> early = new ArrayList<>();
    private volatile boolean revoked;
    private boolean ended;
    private volatile Map<String, SymbolSpec> specs = Map.of();
    private volatile long ticks;
    private volatile long faults;
    private volatile long nextTimerMsc = Long.MAX_VALUE;

    // Of the strategy's thread:
    private StrategyRunner runner;
    private Held held = Held.NOTHING;
    private long tickMsc;
    private long tickNumber;

    /** Who is told what a strategy does; always on the host's context. */
    interface Owner {
        /** Runs a task on the host's context. */
        void here(Runnable task);

        void ordered(Generation by, long id, Order order, String refused, long tick);

        void send(Generation by, long id, Order order);

        void predict(Generation by, long id, String model, String symbol, double[] closes);

        void told(Generation by, String kind, String text);

        void gauge(Generation by, String name, double value);

        void fault(Generation by, String where, Throwable fault);

        /** It has to be stopped. */
        void broken(Generation by, String kind, String why);
    }

    Generation(
            int number,
            LoadedStrategy loaded,
            RunSettings settings,
            int mailbox,
            Owner owner,
            Logger log,
            Clock clock) {
        this.number = number;
        this.loaded = loaded;
        this.settings = settings;
        this.owner = owner;
        this.log = log;
        this.clock = clock;
        this.thread = new StrategyThread(
                "strategy-" + settings.id() + "-" + number,
                mailbox,
                loaded.type().getClassLoader(),
                clock);
        thread.start();
    }

    int number() {
        return number;
    }

    LoadedStrategy loaded() {
        return loaded;
    }

    RunSettings settings() {
        return settings;
    }

    StrategyThread thread() {
        return thread;
    }

    long ticks() {
        return ticks;
    }

    long faults() {
        return faults;
    }

    boolean isRevoked() {
        return revoked;
    }

    /** Nothing that it does counts from now on. */
    void revoke() {
        revoked = true;
    }

    /** When its next timer is due, epoch milliseconds; {@code Long.MAX_VALUE} = never. */
    long nextTimerMsc() {
        return nextTimerMsc;
    }

    void specs(Map<String, SymbolSpec> known) {
        specs = known;
    }

    /** Makes the strategy, starts it and shows it the past; then the ticks that came meanwhile. */
    Future<Void> begin(List<Bar> past, Held now) {
        Future<Void> begun = call(() -> {
            held = now;
            runner = new StrategyRunner(loaded.newStrategy(), settings, this, this, log);
            runner.begin(past);
            return null;
        });
        List<Tick> came = early;
        early = null;
        came.forEach(this::observe);
        return begun;
    }

    /** A tick that another version acts on. */
    void observe(Tick tick) {
        if (early == null) {
            post(() -> {
                if (runner != null) {
                    tickMsc = tick.timeMsc();
                    runner.observe(tick);
                }
            });
        } else if (early.size() < MAX_EARLY) {
            early.add(tick);
        }
    }

    /** @param at number of the tick, the same for all versions */
    void tick(Tick tick, long at) {
        post(() -> {
            tickMsc = tick.timeMsc();
            tickNumber = at;
            ticks++;
            runner.onTick(tick);
            nextTimerMsc = runner.nextTimerMsc();
        });
    }

    void held(Held now) {
        post(() -> held = now);
    }

    void report(OrderReport report) {
        post(() -> {
            if (report.execution() != null && settings.simulatedTime()) {
                tickMsc = Math.max(tickMsc, report.execution().timeMsc());
            }
            runner.onReport(report);
            nextTimerMsc = runner.nextTimerMsc();
        });
    }

    void forecast(Forecast forecast) {
        post(() -> {
            runner.onForecast(forecast);
            nextTimerMsc = runner.nextTimerMsc();
        });
    }

    void timers(long nowMsc) {
        post(() -> {
            runner.fireTimers(nowMsc);
            nextTimerMsc = runner.nextTimerMsc();
        });
    }

    Future<Void> takeOver(RunState former) {
        return call(() -> {
            runner.takeOver(former);
            nextTimerMsc = runner.nextTimerMsc();
            return null;
        });
    }

    Future<RunState> handOver() {
        return call(() -> runner.handOver());
    }

    /** Completes when everything that was posted before is done. */
    Future<Void> passed() {
        return call(() -> null);
    }

    /** Tells it that it is over, and ends its thread; whether that was not done before. */
    boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        StrategyThread own = thread;
        if (!own.post(() -> {
            if (runner != null) {
                runner.end();
            }
            runner = null;
            own.stop();
        })) {
            own.stop();
        }
        return true;
    }

    private void post(Runnable task) {
        if (!thread.post(task)) {
            owner.broken(this, "behind", thread.waiting() + " events wait for it: it is too slow for its symbols");
        }
    }

    private <T> Future<T> call(Callable<T> task) {
        Promise<T> done = Promise.promise();
        boolean room = thread.post(() -> {
            try {
                T result = task.call();
                owner.here(() -> done.tryComplete(result));
            } catch (Exception | LinkageError | StackOverflowError | AssertionError failure) {
                owner.here(() -> done.tryFail(failure));
            }
        });
        if (!room) {
            done.fail(new IllegalStateException(thread.waiting() + " events wait for it"));
        }
        return done.future();
    }

    private void tell(Runnable news) {
        owner.here(() -> {
            if (!revoked) {
                news.run();
            }
        });
    }

    @Override
    public long nowMsc() {
        return settings.simulatedTime() && tickMsc > 0 ? tickMsc : clock.millis();
    }

    @Override
    public SymbolSpec spec(String symbol) {
        return specs.get(symbol);
    }

    @Override
    public AccountSnapshot account() {
        return held.account();
    }

    @Override
    public List<Position> positions() {
        return held.positions();
    }

    @Override
    public List<PendingOrder> orders() {
        return held.orders();
    }

    @Override
    public void send(long id, Order order) {
        if (settings.mode() == Mode.SHADOW) {
            OrderReport not =
                    new OrderReport(id, order, OrderReport.Status.REFUSED, null, "a shadow sends no orders", nowMsc());
            runner.onReport(not);
        } else {
            tell(() -> owner.send(this, id, order));
        }
    }

    @Override
    public void predict(long id, String model, String symbol, double[] closes) {
        tell(() -> owner.predict(this, id, model, symbol, closes));
    }

    @Override
    public void fault(String where, Throwable fault) {
        faults++;
        tell(() -> owner.fault(this, where, fault));
    }

    @Override
    public void ordered(long id, Order order, String refused, long nowMsc) {
        long at = tickNumber;
        tell(() -> owner.ordered(this, id, order, refused, at));
    }

    @Override
    public void decided(String text, long nowMsc) {
        tell(() -> owner.told(this, "decision", text));
    }

    @Override
    public void gauge(String name, double value) {
        tell(() -> owner.gauge(this, name, value));
    }

    @Override
    public void flooding() {
        tell(() -> owner.broken(
                this, "flood", "it goes on sending orders although limits.maxOrdersPerMinute refuses them"));
    }
}
