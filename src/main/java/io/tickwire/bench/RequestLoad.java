package io.tickwire.bench;

import io.tickwire.ops.Clock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocketClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Requests that are answered one by one, over several connections in turn. Owner: the load's context. */
final class RequestLoad implements Load {
    private final String what;
    private final BenchOptions options;
    private final Supplier<Dialogue> dialogues;
    private final WebSocketClient client;
    private final Clock clock;
    private final Turns<Caller> turns;
    private final List<Caller> callers = new ArrayList<>();
    private Tally tally;

    /** @param dialogues one for each connection */
    RequestLoad(
            String what,
            BenchOptions options,
            Supplier<Dialogue> dialogues,
            WebSocketClient client,
            Context context,
            Clock clock) {
        this.what = what;
        this.options = options;
        this.dialogues = dialogues;
        this.client = client;
        this.clock = clock;
        this.turns = new Turns<>(options, context, clock, Caller::send);
    }

    /** One connection and what is said on it. */
    private final class Caller {
        private final Dialogue dialogue = dialogues.get();
        private final Promise<Void> ready = Promise.promise();
        private Line line;

        Future<Void> open(String url) {
            return Line.connect(client, url, this::heard, this::broken)
                    .onSuccess(connected -> {
                        line = connected;
                        if (!dialogue.welcomed()) {
                            ready.tryComplete();
                        }
                    })
                    .compose(connected -> ready.future());
        }

        void send(long seq, long intendedNanos) {
            tally.sent(seq, intendedNanos, clock.nanos());
            line.send(dialogue.request(seq));
        }

        private void heard(String text) {
            if (!ready.future().isComplete()) {
                ready.complete();
                return;
            }
            long nowNanos = clock.nanos();
            Dialogue.Answer answer = dialogue.read(text);
            if (answer.failure().isEmpty()) {
                tally.answered(answer.seq(), nowNanos);
            } else {
                tally.refused(answer.seq(), answer.failure());
            }
            turns.answered(this, nowNanos);
        }

        private void broken(String why) {
            if (tally == null) {
                ready.tryFail(new IllegalStateException(why));
            } else {
                tally.failed(why);
            }
        }
    }

    @Override
    public Future<Void> open(Target target) {
        List<Future<Void>> opened = new ArrayList<>();
        for (int i = 0; i < options.connections(); i++) {
            Caller caller = new Caller();
            callers.add(caller);
            opened.add(caller.open(target.url()));
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
        return List.of(tally.result(what));
    }

    @Override
    public Future<Void> close() {
        return Future.join(callers.stream()
                        .filter(caller -> caller.line != null)
                        .map(caller -> caller.line.close())
                        .toList())
                .mapEmpty();
    }
}
