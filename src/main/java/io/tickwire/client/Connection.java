package io.tickwire.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.client.ClientListener.Reconnecting;
import io.tickwire.client.ClientListener.State;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.json.Json;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Socket after socket, by the rule of when to come back. Owner: the client's context. */
final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final String WELCOME = "connection_established";

    private final Dialler dialler;
    private final ClientOptions options;
    private final ClientSession session;
    private final Clock clock;
    private final Timers timers;
    private final ClientListener listener;
    private final Watch watch;
    private State state = State.IDLE;
    private Promise<JsonNode> ready;
    private ClientWebSocket socket;
    private int attempt;
    private Runnable openTimer = () -> {};
    private Runnable stableTimer = () -> {};
    private Runnable retryTimer = () -> {};
    private Runnable connectTimer = () -> {};

    Connection(
            Dialler dialler,
            ClientOptions options,
            ClientSession session,
            Clock clock,
            Timers timers,
            ClientListener listener) {
        this.dialler = dialler;
        this.options = options;
        this.session = session;
        this.clock = clock;
        this.timers = timers;
        this.listener = listener;
        this.watch = new Watch(
                options.heartbeat(),
                clock,
                timers,
                this::beat,
                () -> lost(socket, ReconnectRule.ABNORMAL, "the server went silent"));
    }

    Future<JsonNode> connect() {
        if (state == State.CLOSED) {
            return Future.failedFuture(TickwireException.closed());
        }
        if (ready == null) {
            ready = Promise.promise();
            connectTimer = timers.after(
                    options.connectTimeout().toMillis(),
                    () -> end(new TickwireException("CONNECT_TIMEOUT", "no connection to " + options.url())));
            open();
        }
        return ready.future();
    }

    private void open() {
        become(State.CONNECTING);
        ClientWebSocket next = dialler.socket();
        socket = next;
        openTimer = timers.after(
                options.connectTimeout().toMillis(), () -> lost(next, ReconnectRule.ABNORMAL, "no answer"));
        next.textMessageHandler(text -> heard(next, text));
        next.closeHandler(gone -> lost(next, closeCode(next), next.closeReason()));
        next.exceptionHandler(broken -> {});
        dialler.connect(next)
                .onSuccess(open -> {
                    if (next != socket) {
                        next.close();
                    } else if (!options.isBridge()) {
                        welcomed(null);
                    }
                })
                .onFailure(refused -> refused(next, refused));
    }

    private static int closeCode(ClientWebSocket gone) {
        Short code = gone.closeStatusCode();
        return code == null ? ReconnectRule.ABNORMAL : code;
    }

    private void refused(ClientWebSocket from, Throwable refusal) {
        int status = refusal instanceof UpgradeRejectedException upgrade ? upgrade.getStatus() : 0;
        String answer = "the server answered " + status;
        switch (status) {
            case 0 -> lost(from, ReconnectRule.ABNORMAL, refusal.getMessage());
            case TOO_MANY, UNAVAILABLE -> {
                String pause = ((UpgradeRejectedException) refusal).getHeaders().get("Retry-After");
                lost(from, ReconnectRule.NO_ROOM, pause == null ? answer : answer + ", retry in " + pause + " s");
            }
            default -> lost(from, ReconnectRule.ABNORMAL, answer, status);
        }
    }

    private void heard(ClientWebSocket from, String text) {
        if (from != socket) {
            return;
        }
        watch.heard();
        try {
            if (state == State.CONNECTING) {
                JsonNode message = Json.parse(text.getBytes(StandardCharsets.UTF_8));
                if (message != null && message.path("type").asText().equals(WELCOME)) {
                    welcomed(message);
                    return;
                }
            }
            session.heard(text);
        } catch (TickwireException overflow) {
            end(overflow);
        } catch (IllegalArgumentException notAnId) {
            LOG.warn("not a message of the protocol: {}", notAnId.getMessage());
        }
    }

    private void welcomed(JsonNode welcome) {
        openTimer.run();
        connectTimer.run();
        become(State.CONNECTED);
        stableTimer = timers.after(options.stableAfter().toMillis(), () -> attempt = 0);
        watch.start();
        ClientWebSocket mine = socket;
        session.opened(
                new Wire() {
                    @Override
                    public void send(String text) {
                        mine.writeTextMessage(text);
                    }

                    @Override
                    public boolean isFull() {
                        return mine.writeQueueFull();
                    }
                },
                welcome == null ? "" : welcome.path("timestamp").asText());
        ready.tryComplete(welcome);
        listener.ready(welcome);
    }

    private void beat() {
        session.put(options.isBridge() ? Messages.heartbeat(options.clientName(), clock.millis()) : Messages.PING);
    }

    private void drop() {
        openTimer.run();
        stableTimer.run();
        retryTimer.run();
        watch.stop();
        ClientWebSocket gone = socket;
        socket = null;
        if (gone != null) {
            try {
                gone.close().onFailure(already -> {});
            } catch (IllegalStateException neverOpened) {
                // Then there is nothing to close.
            }
        }
    }

    private void lost(ClientWebSocket gone, int code, String why) {
        lost(gone, code, why, 0);
    }

    /** @param status of HTTP when there was no upgrade, else 0 */
    private void lost(ClientWebSocket gone, int code, String why, int status) {
        if (gone == null || gone != socket) {
            return;
        }
        String reason = why == null ? "" : why;
        drop();
        become(State.WAITING);
        session.lost(code + " " + reason);
        Future<Boolean> again = code == ReconnectRule.TOKEN_EXPIRED || status == UNAUTHORIZED
                ? dialler.hasNewToken()
                : Future.succeededFuture(ReconnectRule.reconnects(code) && status != FORBIDDEN);
        again.onSuccess(comesBack -> {
            if (!comesBack) {
                end(
                        status == UNAUTHORIZED || status == FORBIDDEN
                                ? TickwireException.refused(status, reason)
                                : TickwireException.closedWith(code, reason));
            } else if (state == State.WAITING) {
                retry(code, reason);
            }
        });
    }

    private void retry(int code, String reason) {
        double chance = ThreadLocalRandom.current().nextDouble();
        double delayMs = options.rule().delayMs(attempt++, chance, code, reason);
        retryTimer = timers.after(delayMs, this::open);
        listener.reconnecting(new Reconnecting(code, reason, delayMs, attempt));
    }

    void end(TickwireException failure) {
        if (state == State.CLOSED) {
            return;
        }
        drop();
        connectTimer.run();
        become(State.CLOSED);
        session.end(failure);
        if (ready != null) {
            ready.tryFail(failure == null ? TickwireException.closed() : failure);
        }
        dialler.close();
        listener.closed(failure);
    }

    private void become(State next) {
        if (state != next) {
            state = next;
            listener.state(next);
        }
    }
}
