package io.tickwire.strategy.run;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Tick;
import io.tickwire.domain.Timeframe;
import io.tickwire.strategy.Bars;
import io.tickwire.strategy.Order;
import io.tickwire.strategy.OrderReport;
import io.tickwire.strategy.StrategyContext;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;

/** What a strategy calls. Owner: its thread. */
final class RunContext implements StrategyContext {
    private final RunSettings settings;
    private final Venue venue;
    private final RunEvents events;
    private final Logger log;
    private final BarBook book;
    private final Timers timers = new Timers();
    private final LimitGuard guard;
    private final Consumer<OrderReport> refusals;
    private boolean warmingUp = true;
    private long nextId = 1;
    private final Set<Long> underWay = new HashSet<>();

    /** @param refusals takes reports that nobody has to be waited for; delivers them later */
    RunContext(
            RunSettings settings,
            Venue venue,
            RunEvents events,
            Logger log,
            BarBook book,
            Consumer<OrderReport> refusals) {
        this.settings = settings;
        this.venue = venue;
        this.events = events;
        this.log = log;
        this.book = book;
        this.guard = new LimitGuard(settings.limits());
        this.refusals = refusals;
    }

    Timers timers() {
        return timers;
    }

    LimitGuard guard() {
        return guard;
    }

    void warmedUp() {
        warmingUp = false;
    }

    long nextId() {
        return nextId;
    }

    void take(RunState former) {
        nextId = Math.max(nextId, former.nextId());
        underWay.addAll(former.underWay());
        if (former.guard() != null) {
            guard.take(former.guard());
        }
    }

    /** An order that the venue had has its report. */
    void done(OrderReport report) {
        underWay.remove(report.id());
        if (report.status() != OrderReport.Status.UNKNOWN) {
            // One in doubt may be open: it keeps its place until it is proven.
            guard.done(report.id());
        }
        if (report.execution() != null && report.execution().profit() != 0) {
            guard.realised(report.execution(), venue.nowMsc());
        }
    }

    @Override
    public String id() {
        return settings.id();
    }

    @Override
    public String version() {
        return settings.version();
    }

    @Override
    public Mode mode() {
        return settings.mode();
    }

    @Override
    public boolean isWarmingUp() {
        return warmingUp;
    }

    @Override
    public <T extends Record> T settings(Class<T> type) {
        return SettingsBinder.bind(type, settings.settings());
    }

    @Override
    public List<String> symbols() {
        return settings.symbols();
    }

    @Override
    public List<Timeframe> timeframes() {
        return settings.timeframes();
    }

    @Override
    public SymbolSpec spec(String symbol) {
        return venue.spec(symbol);
    }

    @Override
    public Tick quote(String symbol) {
        BarBook.Feed feed = book.feed(symbol);
        return feed == null ? null : feed.last();
    }

    @Override
    public Bars bars(String symbol, Timeframe timeframe) {
        return book.bars(symbol, timeframe);
    }

    @Override
    public List<Position> positions() {
        return venue.positions();
    }

    @Override
    public List<PendingOrder> orders() {
        return venue.orders();
    }

    @Override
    public AccountSnapshot account() {
        return venue.account();
    }

    @Override
    public long nowMsc() {
        return venue.nowMsc();
    }

    @Override
    public long send(Order order) {
        if (warmingUp) {
            return 0;
        }
        if (book.feed(order.symbol()) == null) {
            throw new IllegalArgumentException(
                    "order for " + order.symbol() + ": not in strategy.json; its symbols are " + settings.symbols());
        }
        long id = nextId++;
        long nowMsc = venue.nowMsc();
        String refused = guard.refuse(id, order, nowMsc, venue.positions(), venue.orders());
        events.ordered(id, order, refused, nowMsc);
        if (refused.isEmpty()) {
            underWay.add(id);
            venue.send(id, order);
        } else {
            refusals.accept(new OrderReport(id, order, OrderReport.Status.REFUSED, null, refused, nowMsc));
            if (guard.isFlooding()) {
                events.flooding();
            }
        }
        return id;
    }

    @Override
    public int ordersUnderWay() {
        return underWay.size();
    }

    Set<Long> underWay() {
        return Set.copyOf(underWay);
    }

    @Override
    public long predict(String model, String symbol, double[] closes) {
        if (warmingUp) {
            return 0;
        }
        long id = nextId++;
        venue.predict(id, model, symbol, closes);
        return id;
    }

    @Override
    public void timer(String name, Duration after) {
        timers.set(name, venue.nowMsc() + after.toMillis(), 0);
    }

    @Override
    public void every(String name, Duration period) {
        if (period.toMillis() < 1) {
            throw new IllegalArgumentException("timer '" + name + "': period must be at least 1 ms, not " + period);
        }
        timers.set(name, venue.nowMsc() + period.toMillis(), period.toMillis());
    }

    @Override
    public void cancelTimer(String name) {
        timers.cancel(name);
    }

    @Override
    public void decision(String text) {
        if (!warmingUp) {
            events.decided(text, venue.nowMsc());
        }
    }

    @Override
    public void gauge(String name, double value) {
        events.gauge(name, value);
    }

    @Override
    public Logger log() {
        return log;
    }
}
