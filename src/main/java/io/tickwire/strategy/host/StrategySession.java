package io.tickwire.strategy.host;

import io.tickwire.bus.Addresses;
import io.tickwire.domain.Prediction;
import io.tickwire.domain.Tick;
import io.tickwire.domain.Window;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.Predict;
import io.tickwire.domain.message.PredictAnswer;
import io.tickwire.strategy.Forecast;
import io.tickwire.strategy.Order;
import io.tickwire.strategy.OrderReport;
import io.tickwire.strategy.OrderReport.Status;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;

/**
 * A strategy on one account: events come in and go to the version that trades, its orders and questions go out, and what
 * it does is written down. Outlives every version. Owner: the host's context.
 */
final class StrategySession implements Generation.Owner {
    private static final Duration PREDICTION = Duration.ofSeconds(2);
    private static final int MAX_GAUGES = 100;
    private static final int MAX_PREDICTIONS = 64;

    private final HostParts parts;
    private final String account;
    private final Logger log;
    private final LineBook decisions;
    private final HoldingsBook holdings;
    private final ResultBook results;
    private final Market market;
    private final AccountLine accountLine;
    private final OrderLine orders;
    private final Gate gate;
    private final VersionLine versions;
    private final Breakage breakage;
    private final boolean paced;
    private final Map<String, Double> gauges = new HashMap<>();
    private final List<Runnable> whenQuiet = new ArrayList<>();
    private final List<Runnable> unread = new ArrayList<>();
    private int unreadReports;
    private Agreement agreement = new Agreement();
    private long magic;
    private boolean reading;
    private boolean readWell;
    private boolean stopped;
    private int predictions;

    /** Who decides what becomes of a version that misbehaves. */
    interface Breakage {
        void fault(Generation by, String where, Throwable fault);

        void broken(Generation by, String kind, String why);
    }

    /** @param run of the platform: its orders differ from those of every other run */
    StrategySession(
            HostParts parts,
            String account,
            long magic,
            UUID run,
            LineBook decisions,
            ResultBook results,
            LoaderWatch loaders,
            Breakage breakage,
            Logger log) {
        this.parts = parts;
        this.account = account;
        this.magic = magic;
        this.log = log;
        this.decisions = decisions;
        this.results = results;
        this.breakage = breakage;
        this.paced = parts.markets().paced().apply(account);
        this.holdings = new HoldingsBook(magic, parts.clock());
        this.gate = new Gate(parts.limits().mailbox());
        this.versions = new VersionLine(
                gate,
                holdings::view,
                over -> over(over, loaders),
                parts.limits().blockedAfter());
        this.market = new Market(parts.bus(), account, parts.markets(), this::onTick);
        this.accountLine =
                new AccountLine(parts.bus(), account, holdings, () -> gate.pass(versions::onHeld), this::onExecution);
        this.orders = new OrderLine(
                parts.id(),
                account,
                run,
                signal -> parts.bus().request(Addresses.submit(account), signal),
                this::onReport,
                parts.clock());
    }

    /** Its classes may go when its thread is gone; a thread that never ends keeps them, and is counted. */
    private void over(Generation over, LoaderWatch loaders) {
        loaders.retired(over.loaded().type().getClassLoader());
        close(over, 0);
    }

    private void close(Generation over, int tries) {
        if (over.thread().isAlive() && tries < 100) {
            parts.later().accept(100L, () -> {
                if (tries > 20) {
                    over.thread().stop();
                }
                close(over, tries + 1);
            });
            return;
        }
        if (over.thread().isAlive()) {
            log.error(
                    "version {} does not end: its thread is lost until the platform starts again; it is at {}",
                    over.number(),
                    over.thread().where());
        }
        parts.aside()
                .run(() -> {
                    over.loaded().close();
                    return null;
                })
                .onFailure(failure -> log.warn("version {}: {}", over.number(), failure.toString()));
    }

    String account() {
        return account;
    }

    VersionLine versions() {
        return versions;
    }

    Market market() {
        return market;
    }

    Held held() {
        return holdings.view();
    }

    Agreement agreement() {
        return agreement;
    }

    Map<String, Double> gauges() {
        return Map.copyOf(gauges);
    }

    /** Another pair of versions is compared from now on. */
    void compareAnew() {
        agreement = new Agreement();
    }

    /** The version that trades from now on has this number on its orders. */
    void magic(long newMagic) {
        magic = newMagic;
        holdings.magic(newMagic);
    }

    private void onTick(Tick tick) {
        // A recording waits: what the terminal did at this tick is read before the tick is told, as in a backtest.
        if (reading || paced && !holdings.view().isEmpty()) {
            unread.add(() -> gate.passTick(() -> versions.onTick(tick)));
            read();
        } else {
            gate.passTick(() -> versions.onTick(tick));
        }
    }

    private void onExecution(ExecutionEvent event) {
        if (event.signalId() != null) {
            orders.onEvent(event);
        } else if (event.execution() != null && holdings.owns(event.execution())) {
            // Told when it can be seen: the position that a pending order became, or that one is gone.
            unread.add(unreadReports++, () -> {
                if (!readWell) {
                    holdings.onTerminal(event.execution());
                }
                onReport(new OrderReport(
                        0,
                        null,
                        Status.TERMINAL,
                        event.execution(),
                        "",
                        event.execution().timeMsc()));
            });
            read();
        }
    }

    /** Reads what is true now; what waits for that comes after it, in its order. */
    private void read() {
        if (!reading) {
            reading = true;
            accountLine.readExactly().onComplete(read -> {
                reading = false;
                readWell = read.succeeded();
                List<Runnable> due = List.copyOf(unread);
                unread.clear();
                unreadReports = 0;
                due.forEach(Runnable::run);
                changed();
            });
        }
    }

    private void onReport(OrderReport report) {
        if (report.status() == Status.DONE) {
            holdings.onDone(report.id(), report.order(), report.execution());
        }
        results.reported(report);
        parts.metrics().order(parts.id(), report.status().name().toLowerCase(java.util.Locale.ROOT));
        decisions.add(parts.clock().millis(), "report", text(report));
        gate.pass(() -> {
            versions.onHeld();
            versions.onReport(report);
        });
        changed();
    }

    private static String text(OrderReport report) {
        String what = report.order() == null ? "terminal" : "#" + report.id();
        return what + " " + report.status() + (report.execution() == null ? "" : " " + report.execution())
                + (report.reason().isEmpty() ? "" : ": " + report.reason());
    }

    @Override
    public void here(Runnable task) {
        parts.here().execute(task);
    }

    @Override
    public void ordered(Generation by, long id, Order order, String refused, long tick) {
        boolean shadow = by == versions.shadow();
        if (versions.shadow() != null) {
            agreement.decided(shadow, tick, order);
        }
        if (!shadow) {
            results.ordered();
        }
        decisions.add(
                parts.clock().millis(),
                shadow ? "shadow" : "order",
                "#" + id + " " + order + (refused.isEmpty() ? "" : ", refused: " + refused));
    }

    @Override
    public void send(Generation by, long id, Order order) {
        versions.sent(id);
        if (stopped) {
            onReport(new OrderReport(
                    id,
                    order,
                    Status.REFUSED,
                    null,
                    "the strategy is stopped",
                    parts.clock().millis()));
            return;
        }
        holdings.onSent(id, order);
        orders.send(id, order, magic);
    }

    @Override
    public void predict(Generation by, long id, String model, String symbol, double[] closes) {
        if (predictions >= MAX_PREDICTIONS) {
            forecast(by, new Forecast(id, symbol, null, MAX_PREDICTIONS + " questions wait for answers already"));
            return;
        }
        predictions++;
        Window window = new Window(symbol, "", 0, Map.of(Window.CLOSE, closes));
        Predict question = new Predict(window, "strategy:" + parts.id(), (int) PREDICTION.toMillis());
        parts.bus().request(Addresses.inference(model, PREDICTION), question).onComplete(answer -> {
            predictions--;
            forecast(by, answer.succeeded() ? forecast(id, symbol, answer.result()) : none(id, symbol, answer.cause()));
            changed();
        });
    }

    private void forecast(Generation asked, Forecast forecast) {
        gate.pass(() -> versions.onForecast(asked, forecast));
    }

    private static Forecast forecast(long id, String symbol, PredictAnswer answer) {
        if (answer instanceof PredictAnswer.Predicted predicted) {
            Prediction prediction = predicted.prediction();
            return new Forecast(id, symbol, prediction, "");
        }
        return new Forecast(
                id, symbol, null, ((PredictAnswer.Refused) answer).refusal().message());
    }

    private static Forecast none(long id, String symbol, Throwable failure) {
        return new Forecast(id, symbol, null, "no such model, or no answer in time: " + failure.getMessage());
    }

    @Override
    public void told(Generation by, String kind, String text) {
        decisions.add(parts.clock().millis(), by == versions.shadow() ? "shadow" : kind, text);
    }

    @Override
    public void gauge(Generation by, String name, double value) {
        if (by == versions.active() && (gauges.size() < MAX_GAUGES || gauges.containsKey(name))) {
            gauges.put(name, value);
        }
    }

    @Override
    public void fault(Generation by, String where, Throwable fault) {
        breakage.fault(by, where, fault);
    }

    @Override
    public void broken(Generation by, String kind, String why) {
        if (!by.isRevoked()) {
            breakage.broken(by, kind, why);
        }
    }

    /** Fires timers that a clock drives, and reads what no event tells. Called now and then. */
    void sweep(long nowMsc, boolean slow) {
        if (!paced) {
            for (Generation each : running()) {
                if (each.nextTimerMsc() <= nowMsc) {
                    gate.pass(() -> each.timers(nowMsc));
                }
            }
        }
        if (slow && !holdings.view().isEmpty()) {
            accountLine.read();
        }
        if (versions.shadow() != null) {
            agreement.passed(versions.tickNumber());
        }
    }

    private List<Generation> running() {
        List<Generation> running = new ArrayList<>();
        if (versions.active() != null) {
            running.add(versions.active());
        }
        if (versions.shadow() != null) {
            running.add(versions.shadow());
        }
        return running;
    }

    /**
     * Completes when everything that happened up to now was acted on, with all that followed from it. A recording waits for
     * that before it goes on.
     */
    Future<Void> quiet() {
        io.vertx.core.Promise<Void> quiet = io.vertx.core.Promise.promise();
        settle(quiet);
        return quiet.future();
    }

    private void settle(io.vertx.core.Promise<Void> quiet) {
        if (isBusy()) {
            whenQuiet.add(() -> settle(quiet));
            return;
        }
        // What the strategy sends meanwhile arrives here before the answer to this does.
        Future.join(running().stream().map(Generation::passed).toList()).onComplete(passed -> {
            if (isBusy()) {
                whenQuiet.add(() -> settle(quiet));
            } else {
                quiet.tryComplete();
            }
        });
    }

    private boolean isBusy() {
        return gate.isClosed() || reading || orders.size() > 0 || predictions > 0;
    }

    private void changed() {
        if (!whenQuiet.isEmpty() && !isBusy()) {
            List<Runnable> due = List.copyOf(whenQuiet);
            whenQuiet.clear();
            due.forEach(Runnable::run);
        }
    }

    /** The gate was opened. */
    void reopened() {
        if (gate.dropped() > 0) {
            log.error("{} events were lost while a version took over: it took too long", gate.takeDropped());
        }
        changed();
    }

    /** The strategy is stopped: none of its orders leaves any more. */
    void dropOrders() {
        stopped = true;
        orders.drop("the strategy was stopped");
    }

    /** A version trades. */
    void admitOrders() {
        stopped = false;
    }

    /** Completes when it is known what the strategy holds; fails while nobody can tell. */
    Future<Void> known() {
        return accountLine.readExactly();
    }

    void stop() {
        market.stop();
        accountLine.stop();
    }
}
