package io.tickwire.bench;

import io.tickwire.ops.Clock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.net.NetClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One client feeds ticks of a symbol that no terminal knows; many subscribe to it. A tick's volume carries its number,
 * so both ends are measured with one clock. Owner: the load's context.
 */
final class FanoutLoad implements Load {
    static final String SYMBOL = "BENCH1";
    private static final int AT_ONCE = 100;

    private static final String SUBSCRIBE = "{\"type\":\"subscribe\",\"symbols\":[\"" + SYMBOL + "\"]}";
    private static final byte[] TICK = bytes("{\"type\":\"tick\"");
    private static final byte[] VOLUME = bytes("\"volume\":");
    private static final byte[] SNAPSHOT_END = bytes("\"snapshot\":true}}");
    private static final DateTimeFormatter ISO =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final BenchOptions options;
    private final WebSocketClient client;
    private final NetClient tcp;
    private final Context context;
    private final Clock clock;
    private final List<TickTap> taps = new ArrayList<>();
    private final Promise<Void> welcome = Promise.promise();
    private final Promise<Void> firstTaken = Promise.promise();
    private Line feed;
    private FanoutTally tally;
    private Schedule schedule;
    private long next;

    FanoutLoad(BenchOptions options, WebSocketClient client, NetClient tcp, Context context, Clock clock) {
        this.options = options;
        this.client = client;
        this.tcp = tcp;
        this.context = context;
        this.clock = clock;
    }

    @Override
    public Future<Void> open(Target target) {
        return Line.connect(client, target.url(), this::onFeed, this::broken)
                .compose(line -> {
                    feed = line;
                    return welcome.future();
                })
                .compose(welcomed -> {
                    // A symbol can be subscribed to once there is a tick of it.
                    feed.send(tick(0));
                    return firstTaken.future();
                })
                .compose(taken -> subscribeAll(target.ticksUrl()))
                .compose(all -> stall(target.ticksUrl()));
    }

    /** A few at a time: what is measured is not how fast connections are taken. */
    private Future<Void> subscribeAll(String url) {
        Future<Void> subscribed = Future.succeededFuture();
        for (int from = 0; from < options.connections(); from += AT_ONCE) {
            int first = from;
            subscribed = subscribed.compose(before -> {
                List<Future<Void>> some = new ArrayList<>();
                for (int i = first; i < Math.min(options.connections(), first + AT_ONCE); i++) {
                    some.add(subscribe(i, url));
                }
                return Future.all(some).mapEmpty();
            });
        }
        return subscribed;
    }

    private Future<Void> subscribe(int number, String url) {
        Promise<Void> subscribed = Promise.promise();
        TickTap.FrameEye eye = (bytes, from, to) -> {
            if (!isTick(number, bytes, from, to)) {
                other(new String(bytes, from, to - from, StandardCharsets.UTF_8), subscribed);
            }
        };
        return TickTap.connect(tcp, url, eye, this::broken).compose(tap -> {
            taps.add(tap);
            tap.send(SUBSCRIBE);
            return subscribed.future();
        });
    }

    /** Some that subscribe and then read nothing: nobody waits for what they miss, or minds that they are closed. */
    private Future<Void> stall(String url) {
        List<Future<Void>> stalled = new ArrayList<>();
        for (int i = 0; i < options.stalled(); i++) {
            Promise<Void> subscribed = Promise.promise();
            stalled.add(TickTap.connect(tcp, url, (bytes, from, to) -> subscribed.tryComplete(), closed -> {})
                    .compose(tap -> {
                        taps.add(tap);
                        tap.send(SUBSCRIBE);
                        return subscribed.future().onSuccess(v -> tap.stall());
                    }));
        }
        return Future.all(stalled).mapEmpty();
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

    private boolean isTick(int subscriber, byte[] bytes, int from, int to) {
        if (!startsWith(bytes, from, to, TICK)) {
            return false;
        }
        if (tally == null || startsWith(bytes, to - SNAPSHOT_END.length, to, SNAPSHOT_END)) {
            return true;
        }
        int at = from + TICK.length;
        while (at < to && !startsWith(bytes, at, to, VOLUME)) {
            at++;
        }
        long volume = 0;
        for (at += VOLUME.length; at < to && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            volume = 10 * volume + bytes[at] - '0';
        }
        if (tally.delivered(subscriber, volume - 1, clock.nanos())
                && options.closedLoop()
                && clock.nanos() < schedule.endNanos()) {
            sendNext(clock.nanos());
        }
        return true;
    }

    private static boolean startsWith(byte[] bytes, int from, int to, byte[] what) {
        return to - from >= what.length && Arrays.equals(bytes, from, from + what.length, what, 0, what.length);
    }

    private void other(String text, Promise<Void> subscribed) {
        if (text.startsWith("{\"type\":\"subscribed\"") && !text.contains("\"rejected\"")) {
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
    public Future<Void> send(Schedule planned) {
        schedule = planned;
        tally = new FanoutTally(planned, options.connections());
        if (options.closedLoop()) {
            return saturate();
        }
        OpenLoop loop = new OpenLoop(planned, clock, (seq, intended) -> sendNext(intended));
        return new Pacer(planned, clock, context, loop).start();
    }

    /** A tick that everybody has got sends the next: the rate is what the server makes of it. */
    private Future<Void> saturate() {
        for (int i = 0; i < options.depth(); i++) {
            sendNext(clock.nanos());
        }
        long leftMs = Math.max(1, (schedule.endNanos() - clock.nanos()) / 1_000_000);
        return context.owner().timer(leftMs).mapEmpty();
    }

    private void sendNext(long intendedNanos) {
        tally.sent(intendedNanos, clock.nanos());
        feed.send(tick(++next));
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
        List<Future<Void>> closed = new ArrayList<>();
        taps.forEach(tap -> closed.add(tap.close()));
        if (feed != null) {
            closed.add(feed.close());
        }
        return Future.join(closed).mapEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
