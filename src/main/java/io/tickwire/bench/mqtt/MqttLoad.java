package io.tickwire.bench.mqtt;

import io.tickwire.bench.Load;
import io.tickwire.bench.Measured;
import io.tickwire.bench.OpenLoop;
import io.tickwire.bench.Pacer;
import io.tickwire.bench.Schedule;
import io.tickwire.bench.Target;
import io.tickwire.ops.Clock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.net.NetClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * One case on one broker. With so many messages under way a message is under way until all subscribers and, above QoS 0,
 * its publisher have what they wait for: so a broker never has to drop anything. Owner: the load's context.
 */
public final class MqttLoad implements Load {
    private static final int AT_ONCE = 50;
    private static final long LOOK_MS = 500;
    private static final long PATIENCE_NANOS = 2_000_000_000L;

    private final MqttCase load;
    private final NetClient client;
    private final Context context;
    private final Clock clock;
    private final List<Publisher> publishers = new ArrayList<>();
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final List<MqttSocket> sockets = new ArrayList<>();
    private List<MqttSocket> dirty = new ArrayList<>();
    private MqttTally tally;
    private Schedule schedule;

    public MqttLoad(MqttCase load, NetClient client, Context context, Clock clock) {
        this.load = load;
        this.client = client;
        this.context = context;
        this.clock = clock;
        // Before the load begins, only failures are counted in it.
        this.tally = new MqttTally(new Schedule(0, 0, 0, 0), 0, 0, false);
    }

    @Override
    public Future<Void> open(Target target) {
        URI uri = URI.create(target.url());
        return some(load.subscribers(), number -> subscribe(uri, number))
                .compose(subscribed -> some(load.publishers(), number -> connect(uri, number)));
    }

    /** Opens one connection. */
    private interface Opener {
        Future<Void> open(int number);
    }

    /** A few at a time: what is measured is not how fast connections are taken. */
    private static Future<Void> some(int count, Opener opener) {
        Future<Void> opened = Future.succeededFuture();
        for (int from = 0; from < count; from += AT_ONCE) {
            int first = from;
            opened = opened.compose(before -> {
                List<Future<Void>> group = new ArrayList<>();
                for (int i = first; i < Math.min(count, first + AT_ONCE); i++) {
                    group.add(opener.open(i));
                }
                return Future.all(group).mapEmpty();
            });
        }
        return opened;
    }

    private Future<Void> subscribe(URI uri, int number) {
        Subscriber subscriber = new Subscriber(number, load, clock, this::whole);
        subscribers.add(subscriber);
        MqttSocket socket = socket(subscriber::see);
        subscriber.opened(socket);
        String filter = load.publishers() == 1 ? Publisher.topic(0) : "bench/+";
        return socket.connect(client, uri.getHost(), uri.getPort(), "bench-sub-" + number)
                .compose(connected -> socket.subscribe(filter, load.qos()));
    }

    private Future<Void> connect(URI uri, int number) {
        Publisher publisher = new Publisher(number, load, clock, this::whole);
        publishers.add(publisher);
        MqttSocket socket = socket(publisher::see);
        return socket.connect(client, uri.getHost(), uri.getPort(), "bench-pub-" + number)
                .onSuccess(connected -> publisher.opened(socket, connected.receiveMaximum()))
                .mapEmpty();
    }

    private MqttSocket socket(PacketCutter.Eye eye) {
        MqttSocket socket = new MqttSocket(load.version(), eye, this::dirty, why -> tally.failed(why));
        sockets.add(socket);
        return socket;
    }

    private void dirty(MqttSocket socket) {
        if (dirty.isEmpty()) {
            context.runOnContext(v -> flush());
        }
        dirty.add(socket);
    }

    private void flush() {
        List<MqttSocket> written = dirty;
        dirty = new ArrayList<>(written.size());
        written.forEach(MqttSocket::flush);
    }

    @Override
    public Future<Void> send(Schedule planned) {
        schedule = new Schedule(
                planned.startNanos(), load.messagesPerSecond(), planned.warmupNanos(), planned.durationNanos());
        tally = new MqttTally(schedule, load.publishers(), load.subscribers(), load.qos() > 0);
        publishers.forEach(each -> each.begin(tally));
        subscribers.forEach(each -> each.begin(tally));
        return load.saturates() ? saturate() : pace();
    }

    private Future<Void> pace() {
        OpenLoop loop = new OpenLoop(schedule, clock, (seq, intended) -> publishers
                .get((int) (seq % publishers.size()))
                .send(intended));
        return new Pacer(schedule, clock, context, loop).start();
    }

    private Future<Void> saturate() {
        for (int i = 0; i < load.depth(); i++) {
            publishers.get(i % publishers.size()).send(clock.nanos());
        }
        long timer = context.owner().setPeriodic(LOOK_MS, id -> replaceLost());
        long leftMs = Math.max(1, (schedule.endNanos() - clock.nanos()) / 1_000_000);
        return context.owner()
                .timer(leftMs)
                .onComplete(end -> context.owner().cancelTimer(timer))
                .mapEmpty();
    }

    /** What is lost, or kept back by the server, must not slow the rest down: it is an error and is replaced. */
    private void replaceLost() {
        tally.giveUp(clock.nanos() - PATIENCE_NANOS).forEach(this::whole);
    }

    /** Nothing of a message is under way any more: in a saturated case its publisher sends the next. */
    private void whole(int publisher) {
        long nowNanos = clock.nanos();
        if (load.saturates() && nowNanos < schedule.endNanos()) {
            publishers.get(publisher).send(nowNanos);
        }
    }

    @Override
    public boolean settled() {
        return tally.settled() && publishers.stream().allMatch(Publisher::settled);
    }

    @Override
    public List<Measured> results() {
        return List.of(tally.result(load.what()));
    }

    @Override
    public Future<Void> close() {
        return Future.join(sockets.stream().map(MqttSocket::close).toList())
                .otherwiseEmpty()
                .mapEmpty();
    }
}
