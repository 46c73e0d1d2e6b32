package io.tickwire.execution;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Bar;
import io.tickwire.domain.Deal;
import io.tickwire.domain.HistoryOrder;
import io.tickwire.domain.MarginMode;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.TradeMode;
import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.TradeResult;
import io.tickwire.domain.message.TerminalStatus;
import io.tickwire.terminal.OrderCheck;
import io.tickwire.terminal.TerminalEvent;
import io.tickwire.terminal.TerminalGateway;
import io.tickwire.terminal.TerminalUnavailableException;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A terminal that records what is sent and answers what a test tells it to. */
final class FakeGateway implements TerminalGateway {
    final List<TradeRequest> sent = new CopyOnWriteArrayList<>();
    volatile Function<TradeRequest, Future<TradeResult>> answer = request -> Future.succeededFuture(fill(1));
    volatile List<Position> positions = List.of();
    /** What each question waits for before it is answered, with what is so then. */
    volatile Supplier<Future<Void>> gate = Future::succeededFuture;

    final AtomicInteger reads = new AtomicInteger();
    volatile OrderCheck check = new OrderCheck(100, 1000);
    volatile boolean connected = true;
    volatile AccountSnapshot account = account(10_000, 10_000);
    volatile List<PendingOrder> orders = List.of();
    volatile boolean ordersFail;
    volatile List<HistoryOrder> history = List.of();
    volatile List<Deal> deals = List.of();

    static AccountSnapshot account(double balance, double equity) {
        return new AccountSnapshot(
                "10001",
                "Paper",
                "Fake",
                "Tickwire",
                "USD",
                100,
                TradeMode.DEMO,
                MarginMode.HEDGING,
                balance,
                0,
                equity,
                0,
                equity,
                0,
                equity - balance);
    }

    private <T> Future<T> now(Supplier<T> value) {
        reads.incrementAndGet();
        return connected ? gate.get().map(open -> value.get()) : gone();
    }

    static TradeResult.Filled fill(double volume) {
        return new TradeResult.Filled(11, 12, 13, 1.0847, volume, 0, 1000, 10009);
    }

    @Override
    public Future<TradeResult> submit(TradeRequest request) {
        sent.add(request);
        return answer.apply(request);
    }

    @Override
    public Future<OrderCheck> check(TradeRequest order) {
        return now(() -> check);
    }

    @Override
    public Future<List<Position>> positions() {
        return now(() -> positions);
    }

    private static <T> Future<T> gone() {
        return Future.failedFuture(new TerminalUnavailableException("terminal fake is disconnected"));
    }

    @Override
    public String id() {
        return "fake";
    }

    @Override
    public TerminalStatus status() {
        return new TerminalStatus(
                connected ? TerminalStatus.Status.CONNECTED : TerminalStatus.Status.DISCONNECTED, "Fake", 0, "", 0);
    }

    @Override
    public Future<TerminalStatus> connect(String server, long login, String password) {
        return Future.succeededFuture(status());
    }

    @Override
    public Future<TerminalStatus> disconnect() {
        return Future.succeededFuture(status());
    }

    @Override
    public Future<List<SymbolSpec>> symbols() {
        return gone();
    }

    @Override
    public Future<List<Bar>> history(String symbol, int minutes) {
        return gone();
    }

    @Override
    public Future<AccountSnapshot> account() {
        return now(() -> account);
    }

    @Override
    public Future<List<PendingOrder>> orders() {
        return ordersFail ? gone() : now(() -> orders);
    }

    @Override
    public Future<List<Deal>> deals(long fromMsc, long toMsc) {
        return now(() -> deals);
    }

    @Override
    public Future<List<HistoryOrder>> ordersHistory(long fromMsc, long toMsc) {
        return now(() -> history);
    }

    @Override
    public void pushTicks(Consumer<List<RawTick>> sink) {}

    @Override
    public void requestTicks(int count) {}

    @Override
    public Future<List<RawTick>> pollTicks(int max) {
        return gone();
    }

    @Override
    public boolean paced() {
        return false;
    }

    @Override
    public void acceptQuote(RawTick tick) {}

    @Override
    public Runnable onEvent(Consumer<TerminalEvent> listener) {
        return () -> {};
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
