package io.tickwire.backtest;

import io.tickwire.backtest.data.MarketData;
import io.tickwire.backtest.stats.EquityMeter;
import io.tickwire.backtest.stats.Statistics;
import io.tickwire.backtest.stats.TradeBook;
import io.tickwire.config.SimulatedConfig;
import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Deal;
import io.tickwire.domain.Execution;
import io.tickwire.domain.HistoryOrder;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.TradeResult;
import io.tickwire.strategy.Forecast;
import io.tickwire.strategy.Order;
import io.tickwire.strategy.OrderReport;
import io.tickwire.strategy.OrderReport.Status;
import io.tickwire.strategy.run.StrategyRunner;
import io.tickwire.strategy.run.Venue;
import io.tickwire.terminal.Retcode;
import io.tickwire.terminal.TerminalEvent;
import io.tickwire.terminal.simulated.PaperMarket;
import io.tickwire.terminal.simulated.PaperSpecs;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * The broker's side of a run: the paper market in the time of the data, the line to it, and what is written down. The
 * account is the strategy's alone, so all of it is its own. Owner: the run's thread.
 */
final class PaperVenue implements Venue, PaperMarket.Book {
    private static final String END = "end of test";
    /** Orders and answers at one tick; more of them never end. */
    private static final int MOST_STEPS = 100_000;

    private final RunPlan plan;
    private final PaperMarket market;
    private final Requests requests;
    private final OrderLine line = new OrderLine();
    private final RunHash hash = new RunHash();
    private final TradeBook trades = new TradeBook();
    private final EquityMeter equity;
    private final RunWatch watch;
    private final Deque<Deal> byItself = new ArrayDeque<>();
    private final Deque<Forecast> forecasts = new ArrayDeque<>();
    private StrategyRunner runner;
    private long nowMsc;

    PaperVenue(RunPlan plan, MarketData data, RunWatch watch) {
        this.plan = plan;
        this.watch = watch;
        SimulatedConfig account = plan.terms().applyTo(plan.account());
        this.market = new PaperMarket(account, () -> nowMsc, this::happened, this);
        this.requests = new Requests(market, plan.magic(), plan.terms().deviationPoints());
        this.equity = new EquityMeter(account.balance(), data.firstMsc(), data.lastMsc());
        data.symbols().forEach(symbol -> market.list(PaperSpecs.spec(account, symbol)));
    }

    /** Who is told what becomes of orders. Once, before anything else. */
    void tells(StrategyRunner toTell) {
        runner = toTell;
    }

    /** The time before the first tick. */
    void open(long firstMsc) {
        nowMsc = firstMsc;
    }

    /** The broker takes a tick; what came before it at the broker is done first. */
    void onTick(RawTick tick) {
        if (!line.isEmpty()) {
            for (OrderLine.Sent sent = line.before(tick.timeMsc()); sent != null; sent = line.before(tick.timeMsc())) {
                nowMsc = Math.max(nowMsc, sent.dueMsc());
                execute(sent);
            }
        }
        nowMsc = tick.timeMsc();
        market.onTick(tick);
        if (!byItself.isEmpty()) {
            tell();
        }
        measure();
    }

    /** After the strategy had its say: what arrives at once is done before anything else happens. */
    void settle() {
        int steps = 0;
        while (!line.isEmpty() || !forecasts.isEmpty()) {
            if (++steps > MOST_STEPS) {
                throw new StrategyFailedException(
                        plan.strategyId() + " sends an order for each answer without end", null);
            }
            OrderLine.Sent sent = line.now(nowMsc);
            if (sent != null) {
                execute(sent);
            } else if (forecasts.isEmpty()) {
                return;
            } else {
                runner.onForecast(forecasts.poll());
            }
        }
    }

    private void execute(OrderLine.Sent sent) {
        TradeResult result = sent.request() == null
                ? new TradeResult.Rejected(Retcode.POSITION_CLOSED.code(), Retcode.POSITION_CLOSED.text())
                : market.submit(sent.request());
        Execution execution = Requests.execution(sent.order(), sent.request(), result);
        report(new OrderReport(
                sent.id(),
                sent.order(),
                execution == null ? Status.FAILED : Status.DONE,
                execution,
                result instanceof TradeResult.Rejected rejected ? rejected.retcode() + " " + rejected.comment() : "",
                nowMsc));
        tell();
        measure();
    }

    private void report(OrderReport report) {
        hash.add("report", nowMsc, report);
        runner.onReport(report);
    }

    private void happened(TerminalEvent event) {
        if (event instanceof TerminalEvent.DealDone done) {
            byItself.add(done.deal());
        }
    }

    private void tell() {
        for (Deal deal = byItself.poll(); deal != null; deal = byItself.poll()) {
            Execution execution = new Execution(
                    deal.order(),
                    deal.positionId(),
                    deal.symbol(),
                    deal.reason().name().toLowerCase(Locale.ROOT),
                    deal.price(),
                    deal.volume(),
                    deal.profit(),
                    deal.timeMsc(),
                    Retcode.DONE.code());
            report(new OrderReport(0, null, Status.TERMINAL, execution, "", nowMsc));
        }
    }

    private void measure() {
        equity.take(nowMsc, market.balance(), market.equity());
    }

    /** Ends the test as MetaTrader's tester does: what is still open is closed at the last price. */
    void finish() {
        for (OrderLine.Sent left = line.any(); left != null; left = line.any()) {
            hash.add("left", nowMsc, left);
        }
        for (Position position : List.copyOf(market.positions())) {
            market.submit(new TradeRequest.ClosePosition(END, position.ticket(), position.volume(), 0));
        }
        byItself.clear();
        measure();
        equity.finish(market.lowestMarginLevel());
    }

    BacktestResult result(MarketData data, long tookNanos) {
        return new BacktestResult(
                plan,
                data.symbols(),
                data.firstMsc(),
                data.lastMsc(),
                data.size(),
                Statistics.of(trades, equity),
                trades.trades(),
                equity.points(),
                watch.orders(),
                watch.refused(),
                watch.faultCount(),
                watch.faults(),
                hash.hex(),
                tookNanos);
    }

    @Override
    public void deal(Deal deal) {
        hash.add("deal", nowMsc, deal);
        trades.add(deal);
    }

    @Override
    public void orderDone(HistoryOrder order) {
        hash.add("done", nowMsc, order);
    }

    @Override
    public void orderStands(PendingOrder order) {
        hash.add("order", nowMsc, order);
    }

    @Override
    public long nowMsc() {
        return nowMsc;
    }

    @Override
    public SymbolSpec spec(String symbol) {
        return market.spec(symbol);
    }

    @Override
    public AccountSnapshot account() {
        return market.account();
    }

    @Override
    public List<Position> positions() {
        return market.positions();
    }

    @Override
    public List<PendingOrder> orders() {
        return market.orders();
    }

    @Override
    public void send(long id, Order order) {
        hash.add("send", nowMsc, (Record) order);
        line.send(id, order, requests.of(id, order), nowMsc, market.latencyNanos());
    }

    @Override
    public void predict(long id, String model, String symbol, double[] closes) {
        forecasts.add(plan.forecaster().answer(id, model, symbol, closes));
    }
}
