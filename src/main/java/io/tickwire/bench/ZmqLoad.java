package io.tickwire.bench;

import io.tickwire.ops.Clock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * Messages of the execution profile over several DEALER peers, whose answers come in order. The sockets have a thread of
 * their own, which sends at the times of the schedule and measures; everything else is the load's context.
 */
final class ZmqLoad implements Load {
    /** The poller's time-out is in whole milliseconds; looking without a pause would take a processor from the server. */
    private static final long NAP_NANOS = 20_000;

    private static final int MAX_CONNECTS = 10;
    private static final int FIRST_MS = 500;
    private static final long WAIT_MS = 1;
    private static final long DRAIN_NANOS = 2_000_000_000L;

    private final String what;
    private final BenchOptions options;
    private final IntFunction<String> messages;
    private final Context context;
    private final Clock clock;
    private final List<Peer> peers = new ArrayList<>();
    private Target target;
    private Tally tally;
    private volatile boolean settled;

    /** One connection and what is not answered on it. */
    private record Peer(ZMQ.Socket socket, byte[] message, ArrayDeque<Long> waiting) {}

    /** @param messages of each peer */
    ZmqLoad(String what, BenchOptions options, IntFunction<String> messages, Context context, Clock clock) {
        this.what = what;
        this.options = options;
        this.messages = messages;
        this.context = context;
        this.clock = clock;
    }

    @Override
    public Future<Void> open(Target where) {
        target = where;
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> send(Schedule schedule) {
        tally = new Tally(schedule);
        Promise<Void> sent = Promise.promise();
        Thread thread = new Thread(
                () -> {
                    try {
                        run(schedule);
                        settled = true;
                        context.runOnContext(v -> sent.complete());
                    } catch (RuntimeException failed) {
                        context.runOnContext(v -> sent.fail(failed));
                    }
                },
                "bench-zmq");
        thread.setDaemon(true);
        thread.start();
        return sent.future();
    }

    private void run(Schedule schedule) {
        try (ZContext sockets = new ZContext(1)) {
            sockets.setLinger(0);
            ZMQ.Poller poller = sockets.createPoller(options.connections());
            for (int i = 0; i < options.connections(); i++) {
                byte[] message = messages.apply(i).getBytes(StandardCharsets.UTF_8);
                ZMQ.Socket socket = connected(sockets, target.url(), message);
                poller.register(socket, ZMQ.Poller.POLLIN);
                peers.add(new Peer(socket, message, new ArrayDeque<>()));
            }
            if (options.closedLoop()) {
                closed(schedule, poller);
            } else {
                open(schedule, poller);
            }
            long deadline = clock.nanos() + DRAIN_NANOS;
            while (!tally.settled() && clock.nanos() < deadline) {
                poller.poll(WAIT_MS);
                receive();
            }
        }
    }

    /** A peer that was answered once: now and then a JeroMQ client hangs with the first message of a connection. */
    private static ZMQ.Socket connected(ZContext sockets, String url, byte[] message) {
        for (int i = 0; i < MAX_CONNECTS; i++) {
            ZMQ.Socket socket = sockets.createSocket(SocketType.DEALER);
            socket.setHWM(0);
            socket.setReceiveTimeOut(FIRST_MS);
            socket.connect(url);
            socket.send(message);
            if (socket.recv() != null) {
                return socket;
            }
            socket.close();
        }
        throw new IllegalStateException("nobody answers at " + url);
    }

    private void open(Schedule schedule, ZMQ.Poller poller) {
        OpenLoop loop = new OpenLoop(
                schedule, clock, (seq, intended) -> send(peers.get((int) (seq % peers.size())), seq, intended));
        while (loop.pump()) {
            poller.poll(0);
            receive();
            LockSupport.parkNanos(NAP_NANOS);
        }
    }

    private void closed(Schedule schedule, ZMQ.Poller poller) {
        long seq = 0;
        while (clock.nanos() < schedule.endNanos()) {
            for (Peer peer : peers) {
                while (peer.waiting().size() < options.depth()) {
                    send(peer, seq++, clock.nanos());
                }
            }
            poller.poll(WAIT_MS);
            receive();
        }
    }

    private void send(Peer peer, long seq, long intendedNanos) {
        peer.waiting().add(seq);
        tally.sent(seq, intendedNanos, clock.nanos());
        peer.socket().send(peer.message(), 0);
    }

    private void receive() {
        for (Peer peer : peers) {
            for (byte[] answer = peer.socket().recv(ZMQ.DONTWAIT);
                    answer != null;
                    answer = peer.socket().recv(ZMQ.DONTWAIT)) {
                Long seq = peer.waiting().poll();
                String text = new String(answer, StandardCharsets.UTF_8);
                if (seq == null) {
                    tally.failed("an answer to nothing");
                } else if (text.startsWith("{\"status\":\"success\"") || text.startsWith("{\"type\"")) {
                    tally.answered(seq, clock.nanos());
                } else {
                    tally.refused(seq, text.replaceAll(",\"timestamp\":[0-9.]+", ""));
                }
            }
        }
    }

    @Override
    public boolean settled() {
        return settled;
    }

    @Override
    public List<Measured> results() {
        return List.of(tally.result(what));
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
