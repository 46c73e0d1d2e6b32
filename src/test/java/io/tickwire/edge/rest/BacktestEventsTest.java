package io.tickwire.edge.rest;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.message.BacktestStatus;
import io.tickwire.domain.message.BacktestStatus.State;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BacktestEventsTest {
    private final Vertx vertx = Vertx.vertx();
    private final TypedBus bus = TypedBus.install(vertx);
    private HttpServer server;
    private HttpClient client;

    @BeforeEach
    void listen() {
        BacktestEvents events = new BacktestEvents(bus, job -> job.id() + " " + job.done());
        Router router = Router.router(vertx);
        router.get("/:id").handler(ctx -> events.follow(ctx, job(ctx.pathParam("id"), State.RUNNING, 1)));
        server = await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        client = vertx.createHttpClient(
                new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(BacktestEvents.MAX_READERS + 2));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    private static BacktestStatus job(String id, State state, long done) {
        return new BacktestStatus(id, "x", state, done, 4, 0, 0, "", Map.of());
    }

    private HttpClientResponse follow(String id) {
        return await(client.request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/" + id)
                .compose(request -> request.send())
                .onSuccess(answer -> {
                    answer.exceptionHandler(closed -> {});
                    // What comes before somebody listens is kept.
                    answer.pause();
                }));
    }

    @Test
    void tellsOneBacktestUntilItsEndAndNoOther() {
        HttpClientResponse answer = follow("a");
        Buffer heard = Buffer.buffer();
        answer.handler(heard::appendBuffer);
        answer.resume();
        bus.publish(Addresses.BACKTEST_PROGRESS, job("b", State.DONE, 4));
        bus.publish(Addresses.BACKTEST_PROGRESS, job("a", State.RUNNING, 2));
        bus.publish(Addresses.BACKTEST_PROGRESS, job("a", State.DONE, 4));
        await(answer.end());
        assertEquals("text/event-stream", answer.getHeader("content-type"));
        assertEquals(
                "event: progress\ndata: a 1\n\nevent: progress\ndata: a 2\n\nevent: end\ndata: a 4\n\n",
                heard.toString());
    }

    @Test
    void refusesOneReaderTooManyAndTakesTheNextWhenOneLeft() {
        List<HttpClientResponse> readers = new ArrayList<>();
        for (int i = 0; i < BacktestEvents.MAX_READERS; i++) {
            readers.add(follow("a"));
        }
        HttpClientResponse refused = follow("a");
        assertEquals(429, refused.statusCode());
        assertEquals("5", refused.getHeader("retry-after"));
        readers.get(0).request().connection().close();
        Awaitility.await().until(() -> follow("a").statusCode() == 200);
    }
}
