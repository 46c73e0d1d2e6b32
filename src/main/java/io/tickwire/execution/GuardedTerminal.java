package io.tickwire.execution;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Position;
import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.TradeResult;
import io.tickwire.domain.message.TerminalStatus;
import io.tickwire.risk.ApprovedOrder;
import io.tickwire.terminal.OrderCheck;
import io.tickwire.terminal.TerminalGateway;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The executor's view of its terminal: only approved orders pass, answers come back on the executor's context, and an
 * order that is not answered in time is unknown, never resent. Owner: the executor's context.
 */
public final class GuardedTerminal {
    private final TerminalGateway gateway;
    private final Context context;
    private final Duration orderTimeout;

    public GuardedTerminal(TerminalGateway gateway, Context context, Duration orderTimeout) {
        this.gateway = gateway;
        this.context = context;
        this.orderTimeout = orderTimeout;
    }

    /**
     * Sends an order.
     *
     * @param late takes the terminal's answer when it comes after the deadline
     */
    Future<TradeResult> submit(ApprovedOrder order, Consumer<TradeResult> late) {
        Future<TradeResult> answer = here(gateway.submit(order.request()));
        return answer.timeout(orderTimeout.toMillis(), TimeUnit.MILLISECONDS).recover(failure -> {
            if (failure instanceof TimeoutException) {
                answer.onSuccess(late::accept);
                return Future.succeededFuture(
                        new TradeResult.Unknown("no answer within " + orderTimeout.toMillis() + " ms"));
            }
            return Future.succeededFuture(new TradeResult.Unknown(failure.toString()));
        });
    }

    Future<OrderCheck> check(TradeRequest.OpenMarket order) {
        return here(gateway.check(order));
    }

    Future<AccountSnapshot> account() {
        return here(gateway.account());
    }

    Future<List<Position>> positions() {
        return here(gateway.positions());
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

    private <T> Future<T> here(Future<T> elsewhere) {
        Promise<T> promise = Promise.promise();
        elsewhere.onComplete(result -> context.runOnContext(v -> promise.handle(result)));
        return promise.future();
    }
}
