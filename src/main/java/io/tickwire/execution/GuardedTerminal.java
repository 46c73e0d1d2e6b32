package io.tickwire.execution;

import io.tickwire.config.ExecutionConfig;
import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Deal;
import io.tickwire.domain.HistoryOrder;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.TradeResult;
import io.tickwire.domain.message.TerminalStatus;
import io.tickwire.ops.Backoff;
import io.tickwire.risk.ApprovedOrder;
import io.tickwire.terminal.OrderCheck;
import io.tickwire.terminal.Retcode;
import io.tickwire.terminal.TerminalGateway;
import io.tickwire.terminal.TerminalUnavailableException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The executor's view of its terminal: only approved orders pass, answers come back on the executor's context, and an
 * order that is not answered in time is unknown, never resent. Questions are asked again with growing pauses; orders
 * never. Each has a circuit of its own that stops it while the terminal fails: a terminal that answers questions and no
 * orders must not pass for a sound one. Owner: the executor's context.
 */
public final class GuardedTerminal {
    private static final int READ_ATTEMPTS = 3;
    private static final int HISTORY_PAGES = 30;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    private final TerminalGateway gateway;
    private final Context context;
    private final Here here;
    private final Breaker reads;
    private final Breaker orders;
    private final Duration orderTimeout;
    private final Duration readTimeout;
    private final Backoff backoff = new Backoff(FIRST_PAUSE, Duration.ofSeconds(1));

    /**
     * @param reads stops questions
     * @param orders stops orders
     */
    public GuardedTerminal(
            TerminalGateway gateway, Context context, Breaker reads, Breaker orders, ExecutionConfig config) {
        this.gateway = gateway;
        this.context = context;
        this.here = new Here(context);
        this.reads = reads;
        this.orders = orders;
        this.orderTimeout = config.orderTimeout();
        this.readTimeout = config.readTimeout();
    }

    /** An answer that counts as a failure of the terminal, carried past the breaker. */
    private static final class TerminalFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient TradeResult result;

        TerminalFailed(TradeResult result) {
            super(result.toString(), null, false, false);
            this.result = result;
        }
    }

    /**
     * Sends an order, once. Fails with {@link OpenCircuitException} when the circuit keeps it from being sent.
     *
     * @param late takes the terminal's answer when it comes after the deadline
     */
    Future<TradeResult> submit(ApprovedOrder order, Consumer<TradeResult> late) {
        if (!gateway.status().connected()) {
            return Future.succeededFuture(
                    new TradeResult.Rejected(Retcode.CONNECTION.code(), Retcode.CONNECTION.text()));
        }
        boolean opens = order.request() instanceof TradeRequest.OpenMarket
                || order.request() instanceof TradeRequest.PlacePending;
        // The way out of the market is tried whatever became of the orders before.
        Future<TradeResult> answer = opens ? here(orders.run(() -> send(order, late))) : send(order, late);
        return answer.recover(failure -> {
            if (failure instanceof TerminalFailed known) {
                return Future.succeededFuture(known.result);
            }
            return failure instanceof OpenCircuitException
                    ? Future.failedFuture(failure)
                    : Future.succeededFuture(new TradeResult.Unknown(failure.toString()));
        });
    }

    private Future<TradeResult> send(ApprovedOrder order, Consumer<TradeResult> late) {
        Future<TradeResult> answer = here(gateway.submit(order.request())).map(GuardedTerminal::proven);
        return answer.timeout(orderTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> {
                    if (failure instanceof TimeoutException) {
                        answer.onSuccess(late::accept);
                        return Future.succeededFuture(
                                new TradeResult.Unknown("no answer within " + orderTimeout.toMillis() + " ms"));
                    }
                    return Future.succeededFuture(new TradeResult.Unknown(failure.toString()));
                })
                .compose(result -> isFailure(result)
                        ? Future.failedFuture(new TerminalFailed(result))
                        : Future.succeededFuture(result));
    }

    /** A server that gave up waiting did not say that nobody fills the order: 10012 is no proof that it was not done. */
    private static TradeResult proven(TradeResult result) {
        return result instanceof TradeResult.Rejected rejected && rejected.retcode() == Retcode.TIMEOUT.code()
                ? new TradeResult.Unknown(rejected.retcode() + " " + rejected.comment())
                : result;
    }

    private static boolean isFailure(TradeResult result) {
        return result instanceof TradeResult.Unknown
                || result instanceof TradeResult.Rejected rejected && rejected.retcode() == Retcode.CONNECTION.code();
    }

    /** Asked before each order: fails while no order could be sent, so that none is journaled in vain. */
    Future<OrderCheck> check(TradeRequest order) {
        return Breaker.OPEN.equals(orders.state())
                ? Future.failedFuture(new OpenCircuitException())
                : read(() -> gateway.check(order));
    }

    Future<AccountSnapshot> account() {
        return read(gateway::account);
    }

    Future<List<Position>> positions() {
        return read(gateway::positions);
    }

    Future<List<PendingOrder>> orders() {
        return read(gateway::orders);
    }

    Future<List<Deal>> deals(long fromMsc, long toMsc) {
        return readHistory(() -> gateway.deals(fromMsc, toMsc));
    }

    Future<List<HistoryOrder>> ordersHistory(long fromMsc, long toMsc) {
        return readHistory(() -> gateway.ordersHistory(fromMsc, toMsc));
    }

    public Future<TerminalStatus> connect(String server, long login, String password) {
        return here(gateway.connect(server, login, password));
    }

    public Future<TerminalStatus> disconnect() {
        return here(gateway.disconnect());
    }

    public TerminalStatus status() {
        return gateway.status();
    }

    /** State of the circuit that is worse off. */
    public String circuit() {
        Set<String> states = Set.copyOf(List.of(reads.state(), orders.state()));
        return Breaker.STATES.stream().filter(states::contains).findFirst().orElseThrow();
    }

    private <T> Future<T> read(Supplier<Future<T>> question) {
        return read(question, readTimeout, 1);
    }

    /** A history of days comes in many pages. */
    private <T> Future<T> readHistory(Supplier<Future<T>> question) {
        return read(question, readTimeout.multipliedBy(HISTORY_PAGES), 1);
    }

    /** A terminal that is not connected says so at once: that is no failure to be counted, and it is not asked again. */
    private <T> Future<T> read(Supplier<Future<T>> question, Duration timeout, int attempt) {
        if (!gateway.status().connected()) {
            return Future.failedFuture(new TerminalUnavailableException("terminal " + gateway.id() + " is "
                    + gateway.status().status().wire()));
        }
        Future<T> answer = here(reads.run(() -> question.get().timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)));
        return attempt == READ_ATTEMPTS
                ? answer
                : answer.recover(failure -> failure instanceof OpenCircuitException
                                || !gateway.status().connected()
                        ? Future.failedFuture(failure)
                        : pause(attempt).compose(again -> read(question, timeout, attempt + 1)));
    }

    private Future<Void> pause(int attempt) {
        Promise<Void> over = Promise.promise();
        context.owner().setTimer(backoff.before(attempt).toMillis(), timer -> over.complete());
        return over.future();
    }

    private <T> Future<T> here(Future<T> elsewhere) {
        return here.of(elsewhere);
    }
}
