package io.tickwire.bench;

import io.tickwire.ops.Clock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Windows of 300 closes to the inference socket, as Expert Advisors send them: text over TCP, a comma and a NUL at the
 * end. Owner: the load's context.
 */
final class WindowLoad implements Load {
    static final String WHAT = "window -> side";
    static final int CLOSES = 300;
    private static final int VARIANTS = 64;
    private static final long SEED = 7;

    private final BenchOptions options;
    private final NetClient client;
    private final Clock clock;
    private final Turns<Caller> turns;
    private final List<Buffer> windows = new ArrayList<>();
    private final List<Caller> callers = new ArrayList<>();
    private Tally tally;

    WindowLoad(BenchOptions options, NetClient client, Context context, Clock clock) {
        this.options = options;
        this.client = client;
        this.clock = clock;
        this.turns = new Turns<>(options, context, clock, Caller::send);
        Random random = new Random(SEED);
        for (int i = 0; i < VARIANTS; i++) {
            windows.add(text(closes(random)));
        }
    }

    /** A walk around a price of EURUSD. */
    static double[] closes(Random random) {
        double[] closes = new double[CLOSES];
        double price = 1.1;
        for (int i = 0; i < CLOSES; i++) {
            price += 0.001 * random.nextGaussian();
            closes[i] = price;
        }
        return closes;
    }

    private static Buffer text(double[] closes) {
        Buffer text = Buffer.buffer();
        for (double close : closes) {
            text.appendString(String.format(Locale.ROOT, "%.5f,", close));
        }
        return text.appendByte((byte) 0);
    }

    /** One connection; answers come in the order of its windows. */
    private final class Caller {
        private final SideReader reader = new SideReader(this::answered);
        private final List<Long> order = new ArrayList<>();
        private int first;
        private NetSocket socket;

        Future<Void> open(String host, int port) {
            return client.connect(port, host).map(connected -> {
                socket = connected;
                socket.handler(reader::read);
                socket.closeHandler(end -> tally.failed("closed by the server"));
                return null;
            });
        }

        void send(long seq, long intendedNanos) {
            tally.sent(seq, intendedNanos, clock.nanos());
            order.add(seq);
            socket.write(windows.get((int) (seq % VARIANTS)));
        }

        private void answered(String answer) {
            long nowNanos = clock.nanos();
            long seq = order.get(first++);
            if (first == order.size()) {
                order.clear();
                first = 0;
            }
            if (answer.equals("buy") || answer.equals("sell")) {
                tally.answered(seq, nowNanos);
            } else {
                tally.refused(seq, answer);
            }
            turns.answered(this, nowNanos);
        }
    }

    @Override
    public Future<Void> open(Target target) {
        URI uri = URI.create(target.url());
        List<Future<Void>> opened = new ArrayList<>();
        for (int i = 0; i < options.connections(); i++) {
            Caller caller = new Caller();
            callers.add(caller);
            opened.add(caller.open(uri.getHost(), uri.getPort()));
        }
        return Future.all(opened).mapEmpty();
    }

    @Override
    public Future<Void> send(Schedule planned) {
        tally = new Tally(planned);
        return turns.start(planned, callers);
    }

    @Override
    public boolean settled() {
        return tally.settled();
    }

    @Override
    public List<Measured> results() {
        return List.of(tally.result(WHAT));
    }

    @Override
    public Future<Void> close() {
        return Future.join(callers.stream()
                        .filter(caller -> caller.socket != null)
                        .map(caller -> {
                            caller.socket.closeHandler(end -> {});
                            return caller.socket.close();
                        })
                        .toList())
                .mapEmpty();
    }
}
