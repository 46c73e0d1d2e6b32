package io.tickwire.edge.rest;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.Subscription;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.BacktestStatus;
import io.tickwire.edge.HttpReply;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Server-sent events about backtests. A bounded number of readers; one that is slow misses progress and not the end. Owner:
 * the edge's context.
 */
final class BacktestEvents {
    static final int MAX_READERS = 32;
    private static final long RETRY_SECONDS = 5;

    private final TypedBus bus;
    private final Function<BacktestStatus, String> text;
    private final Map<HttpServerResponse, String> readers = new HashMap<>();
    private Subscription progress;

    BacktestEvents(TypedBus bus, Function<BacktestStatus, String> text) {
        this.bus = bus;
        this.text = text;
    }

    /** @param job as it is now */
    void follow(RoutingContext ctx, BacktestStatus job) {
        if (readers.size() >= MAX_READERS) {
            HttpReply.problem(ctx, Refusal.rateLimited(MAX_READERS, "readers of events", RETRY_SECONDS));
            return;
        }
        HttpServerResponse response = ctx.response();
        response.setChunked(true).putHeader("Content-Type", "text/event-stream");
        readers.put(response, job.id());
        response.closeHandler(closed -> leave(response));
        response.exceptionHandler(broken -> leave(response));
        if (progress == null) {
            progress = bus.subscribe(Addresses.BACKTEST_PROGRESS, this::tell);
        }
        tell(response, job);
    }

    private void tell(BacktestStatus job) {
        readers.entrySet().stream()
                .filter(reader -> reader.getValue().equals(job.id()))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(reader -> tell(reader, job));
    }

    private void tell(HttpServerResponse reader, BacktestStatus job) {
        boolean over = job.state().isOver();
        if (!over && reader.writeQueueFull()) {
            return;
        }
        String event = "event: " + (over ? "end" : "progress") + "\ndata: " + text.apply(job) + "\n\n";
        if (over) {
            leave(reader);
            reader.end(event);
        } else {
            reader.write(event);
        }
    }

    private void leave(HttpServerResponse reader) {
        readers.remove(reader);
        if (readers.isEmpty() && progress != null) {
            progress.cancel();
            progress = null;
        }
    }
}
