package io.tickwire.bench;

import io.tickwire.ops.Clock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocketClient;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * One client feeds ticks of a symbol that no terminal knows; many subscribe to it. A tick's volume carries its number,
 * so both ends are measured with one clock. Owner: the load's context.
 */
final class FanoutLoad implements Load {
    static final String SYMBOL = "BENCH1";

    private static final String SUBSCRIBE = "{\"type\":\"subscribe\",\"symbols\":[\"" + SYMBOL + "\"]}";
    private static final String SNAPSHOT_END = "\"snapshot\":true}}";
    private static final DateTimeFormatter ISO =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final BenchOptions options;
    private final WebSocketClient client;
    private final Context context;
    private final Clock clock;
    private final List<Line> lines = new ArrayList<>();
    private final Promise<Void> welcome = Promise.promise();
    private final Promise<Void> firstTaken = Promise.promise();
    private Line feed;
    private FanoutTally tally;

    FanoutLoad(BenchOptions options, WebSocketClient client, Context context, Clock clock) {
        this.options = options;
        this.client = client;
        this.context = context;
        this.clock = clock;
    }

    @Override
    public Future<Void> open(Target target) {
        return Line.connect(client, target.url(), this::onFeed, this::broken)
                .compose(line -> {
                    feed = line;
                    lines.add(line);
                    return welcome.future();
                })
                .compose(welcomed -> {
                    // A symbol can be subscribed to once there is a tick of it.
                    feed.send(tick(0));
                    return firstTaken.future();
                })
                .compose(taken -> subscribeAll(target.ticksUrl()));
    }

    private Future<Void> subscribeAll(String url) {
        List<Future<Void>> subscribed = new ArrayList<>();
        for (int i = 0; i < options.connections(); i++) {
            subscribed.add(subscribe(i, url));
        }
        return Future.all(subscribed).mapEmpty();
    }

    private Future<Void> subscribe(int number, String url) {
        Promise<Void> subscribed = Promise.promise();
        return Line.connect(client, url, text -> onStream(number, text, subscribed), this::broken)
                .compose(line -> {
                    lines.add(line);
                    line.send(SUBSCRIBE);
                    return subscribed.future();
                });
    }

    private void onFeed(String text) {
        if (!welcome.future().isComplete()) {
            welcome.complete();
        } else if (!text.startsWith("{\"type\":\"tick_data_processed\"")) {
            broken("feed: " + TextField.reason(text));
            firstTaken.tryFail(new IllegalStateException(text));
        } else {
            firstTaken.tryComplete();
        }
    }

    private void onStream(int subscriber, String text, Promise<Void> subscribed) {
        if (text.startsWith("{\"type\":\"tick\"")) {
            if (!text.endsWith(SNAPSHOT_END) && tally != null) {
                tally.delivered(subscriber, TextField.number(text, "\"volume\":") - 1, clock.nanos());
            }
        } else if (text.startsWith("{\"type\":\"subscribed\"") && !text.contains("\"rejected\"")) {
            subscribed.tryComplete();
        } else if (!text.startsWith("{\"type\":\"heartbeat\"")) {
            broken("subscriber: " + TextField.reason(text));
            subscribed.tryFail(new IllegalStateException(text));
        }
    }

    private void broken(String why) {
        if (tally != null) {
            tally.failed(why);
        }
        welcome.tryFail(new IllegalStateException(why));
    }

    /** Volume 0 is the one before the load. */
    private String tick(long volume) {
        int points = (int) (volume % 1000);
        return "{\"type\":\"tick_data\",\"timestamp\":\"2026-01-27T10:00:00.000Z\",\"data\":{\"symbol\":\"" + SYMBOL
                + "\",\"bid\":" + (100_000 + points) / 1000.0 + ",\"ask\":" + (100_020 + points) / 1000.0
                + ",\"time\":\"" + ISO.format(Instant.ofEpochMilli(clock.millis())) + "\",\"volume\":" + volume + "}}";
    }

    @Override
    public Future<Void> send(Schedule schedule) {
        tally = new FanoutTally(schedule, options.connections());
        OpenLoop loop = new OpenLoop(schedule, clock, (seq, intended) -> {
            tally.sent(intended, clock.nanos());
            feed.send(tick(seq + 1));
        });
        return new Pacer(schedule, clock, context, loop).start();
    }

    @Override
    public boolean settled() {
        return tally.settled();
    }

    @Override
    public List<Measured> results() {
        return tally.results();
    }

    @Override
    public Future<Void> close() {
        return Future.join(lines.stream().map(Line::close).toList()).mapEmpty();
    }
}
