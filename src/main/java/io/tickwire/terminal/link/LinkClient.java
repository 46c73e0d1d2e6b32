package io.tickwire.terminal.link;

import io.tickwire.domain.RawTick;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.json.Decoded;
import io.tickwire.protocol.terminal.LinkCommand;
import io.tickwire.protocol.terminal.LinkCommandCodec;
import io.tickwire.protocol.terminal.LinkMessage;
import io.tickwire.protocol.terminal.LinkMessageCodec;
import io.tickwire.terminal.TerminalEvent;
import io.tickwire.terminal.TerminalGateway;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects a terminal to a bridge: dials until it is welcomed and again when the connection is lost, tells ticks, state
 * and deals, and does what it is asked. The terminal runs on whatever becomes of the bridge. State belongs to one
 * context of its own.
 */
public final class LinkClient {
    private static final Logger LOG = LoggerFactory.getLogger(LinkClient.class);
    private static final int WINDOW = 1024;
    private static final int STATE_MS = 250;

    private final Vertx vertx;
    private final Context here;
    private final TerminalGateway gateway;
    private final LinkSettings settings;
    private final LinkOutbox outbox = new LinkOutbox();
    private final LinkReport report;
    private final LinkExecutor executor;
    private final LinkDialler dialler;
    private Runnable unlisten = () -> {};
    private WebSocket socket;
    private boolean welcomed;
    private int owed;

    public LinkClient(Vertx vertx, TerminalGateway gateway, LinkSettings settings, Clock clock) {
        this.vertx = vertx;
        this.here = vertx.getOrCreateContext();
        this.gateway = gateway;
        this.settings = settings;
        this.report = new LinkReport(gateway, settings);
        this.executor = new LinkExecutor(gateway, clock);
        this.dialler = new LinkDialler(vertx, here, settings, this::opened);
    }

    /** Opens the terminal and begins to dial; completes when the terminal runs. */
    public Future<Void> start() {
        unlisten = gateway.onEvent(event -> here.runOnContext(v -> onEvent(event)));
        return gateway.connect("", 0, "")
                .compose(open -> onContext(() -> {
                    gateway.pushTicks(batch -> here.runOnContext(v -> onTicks(batch)));
                    gateway.requestTicks(WINDOW);
                    vertx.setPeriodic(STATE_MS, tick -> tellState());
                    dialler.dial();
                }));
    }

    private Future<Void> onContext(Runnable task) {
        Promise<Void> done = Promise.promise();
        here.runOnContext(v -> {
            task.run();
            done.complete();
        });
        return done.future();
    }

    private <T> Future<T> here(Future<T> elsewhere) {
        Promise<T> promise = Promise.promise();
        elsewhere.onComplete(result -> here.runOnContext(v -> promise.handle(result)));
        return promise.future();
    }

    private void opened(WebSocket opened) {
        socket = opened;
        welcomed = false;
        opened.textMessageHandler(text -> here.runOnContext(v -> onText(opened, text)));
        opened.drainHandler(v -> here.runOnContext(w -> flush()));
        opened.exceptionHandler(failure -> LOG.debug("connection: {}", failure.toString()));
        opened.closeHandler(v -> here.runOnContext(w -> closed(opened)));
        here(report.introduction())
                .onSuccess(messages -> messages.forEach(message -> send(opened, message)))
                .onFailure(failure -> {
                    LOG.error("the terminal cannot tell its account: {}", failure.getMessage());
                    opened.close();
                });
    }

    private void closed(WebSocket gone) {
        if (socket == gone) {
            socket = null;
            welcomed = false;
            Short code = gone.closeStatusCode();
            String reason = gone.closeReason() == null ? "" : " " + gone.closeReason();
            dialler.again("connection lost (" + code + reason + ")", code == null ? 0 : code);
        }
    }

    private void onText(WebSocket from, String text) {
        if (from != socket) {
            return;
        }
        Decoded<LinkCommand> decoded = LinkCommandCodec.decode(text.getBytes(StandardCharsets.UTF_8));
        if (decoded instanceof Decoded.Message<LinkCommand> good) {
            take(from, good.value());
        } else if (decoded instanceof Decoded.Malformed<LinkCommand> bad) {
            LOG.warn(
                    "the bridge said something that is not understood: {}",
                    bad.refusal().message());
            if (bad.refusal().details().containsKey("request_id")) {
                send(from, LinkExecutor.malformed(bad.refusal()));
            }
        }
    }

    private void take(WebSocket from, LinkCommand command) {
        if (command instanceof LinkCommand.Trade trade) {
            trade(from, trade);
        } else if (command instanceof LinkCommand.Request request) {
            here(executor.run(request)).onSuccess(reply -> send(from, reply));
        } else if (command instanceof LinkCommand.Welcome welcome) {
            welcomed(welcome);
        } else if (command instanceof LinkCommand.Subscribe subscribe) {
            outbox.want(subscribe.symbols());
        } else if (command instanceof LinkCommand.Resync) {
            outbox.forgetTold();
            tellState();
        } else if (command instanceof LinkCommand.Ping ping) {
            send(from, new LinkMessage.Pong(ping.id()));
        } else if (command instanceof LinkCommand.Error error) {
            LOG.warn("the bridge refused a message: {}", error.refusal().message());
        }
    }

    private void welcomed(LinkCommand.Welcome welcome) {
        LOG.info("welcomed by the bridge, session {}", welcome.session());
        welcomed = true;
        dialler.welcomed();
        outbox.want(welcome.symbols());
        outbox.forgetTold();
        tellState().onComplete(told -> flush());
    }

    /** What the order changed is told before its reply, so that the bridge never answers with an older account. */
    private void trade(WebSocket from, LinkCommand.Trade trade) {
        int copies = settings.replies().copies();
        LOG.info("{} {}", trade.requestId(), trade.order());
        here(executor.run(trade))
                .compose(reply -> tellState().map(reply).otherwise(reply))
                .onSuccess(reply -> {
                    LOG.info("{} retcode {} {}", reply.requestId(), reply.retcode(), reply.comment());
                    for (int i = 0; i < copies; i++) {
                        send(from, reply);
                    }
                });
    }

    private Future<Void> tellState() {
        if (!welcomed) {
            return Future.succeededFuture();
        }
        WebSocket to = socket;
        return here(report.state()).map(all -> {
            if (to == socket && !to.writeQueueFull()) {
                all.forEach(state -> outbox.tell(state, message -> send(to, message)));
            }
            return null;
        });
    }

    private void onEvent(TerminalEvent event) {
        if (event instanceof TerminalEvent.DealDone done) {
            outbox.add(done.deal());
            tellState().onComplete(told -> flush());
        } else if (event instanceof TerminalEvent.SymbolAdded added && welcomed) {
            send(socket, new LinkMessage.Symbols(List.of(added.spec())));
        } else if (event instanceof TerminalEvent.SymbolChanged changed && welcomed) {
            send(socket, new LinkMessage.Symbols(List.of(changed.spec())));
        } else if (event instanceof TerminalEvent.OrdersChanged) {
            tellState();
        }
    }

    private void onTicks(List<RawTick> batch) {
        outbox.add(batch);
        owed += batch.size();
        flush();
    }

    /** A recording waits until the bridge took what was played; a live market goes on and conflates. */
    private void flush() {
        if (welcomed) {
            WebSocket to = socket;
            outbox.flush(() -> !to.isClosed() && !to.writeQueueFull(), message -> send(to, message));
        }
        if (owed > 0 && (!gateway.paced() || outbox.waitingTicks() == 0)) {
            int again = owed;
            owed = 0;
            gateway.requestTicks(again);
        }
    }

    private static void send(WebSocket to, LinkMessage message) {
        if (!to.isClosed()) {
            to.writeTextMessage(LinkMessageCodec.encode(message));
        }
    }

    /** Says goodbye and ends the terminal. */
    public Future<Void> stop() {
        return onContext(() -> {
                    dialler.stop();
                    unlisten.run();
                })
                .compose(v -> goodbye())
                .eventually(gateway::close);
    }

    private Future<Void> goodbye() {
        if (socket == null || socket.isClosed()) {
            return Future.succeededFuture();
        }
        send(socket, new LinkMessage.Bye("the terminal is ending"));
        return socket.close().timeout(1, TimeUnit.SECONDS).otherwiseEmpty();
    }
}
