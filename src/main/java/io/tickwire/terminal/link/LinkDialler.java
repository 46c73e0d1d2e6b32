package io.tickwire.terminal.link;

import io.tickwire.protocol.CloseCode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dials a bridge until it answers, and waits longer after each failure. Owner: the client's context. */
final class LinkDialler {
    private static final Logger LOG = LoggerFactory.getLogger(LinkDialler.class);
    private static final int MAX_FRAME = 65_536;
    private static final int CONNECT_MS = 5000;

    private final Vertx vertx;
    private final Context here;
    private final LinkSettings settings;
    private final Consumer<WebSocket> opened;
    private final WebSocketClient sockets;
    private boolean stopped;
    private int failures;

    /** @param opened takes each connection that came about */
    LinkDialler(Vertx vertx, Context here, LinkSettings settings, Consumer<WebSocket> opened) {
        this.vertx = vertx;
        this.here = here;
        this.settings = settings;
        this.opened = opened;
        WebSocketClientOptions options =
                new WebSocketClientOptions().setMaxFrameSize(MAX_FRAME).setConnectTimeout(CONNECT_MS);
        if (!settings.trust().isEmpty()) {
            options.setTrustOptions(new PemTrustOptions().addCertPath(settings.trust()));
        }
        this.sockets = vertx.createWebSocketClient(options);
    }

    void dial() {
        if (stopped) {
            return;
        }
        LOG.info("dialling {}", settings.url());
        WebSocketConnectOptions target = new WebSocketConnectOptions()
                .setAbsoluteURI(settings.url().toString())
                .setTimeout(CONNECT_MS);
        if (!settings.token().isEmpty()) {
            target.putHeader("Authorization", "Bearer " + settings.token().reveal());
        }
        sockets.connect(target)
                .onComplete(dialled -> here.runOnContext(v -> {
                    if (dialled.failed()) {
                        again(
                                "cannot connect: " + dialled.cause().getMessage(),
                                dialled.cause() instanceof UpgradeRejectedException ? CloseCode.POLICY.code() : 0);
                    } else if (stopped) {
                        dialled.result().close();
                    } else {
                        opened.accept(dialled.result());
                    }
                }));
    }

    /** Dials again after a while; a bridge that said that we are not wanted is asked at the longest wait. */
    void again(String why, int closeCode) {
        boolean unwanted = closeCode == CloseCode.POLICY.code() || closeCode == CloseCode.TOKEN_EXPIRED.code();
        failures = unwanted ? Integer.MAX_VALUE / 2 : failures + 1;
        long longest = settings.backoff().before(failures).toMillis();
        long waitMs = Math.max(1, (long) (longest * (0.5 + settings.jitter().getAsDouble() / 2)));
        LOG.warn("{}; dialling again in {} ms", why, waitMs);
        if (!stopped) {
            vertx.setTimer(waitMs, timer -> here.runOnContext(v -> dial()));
        }
    }

    /** The bridge took us: the next failure is the first one again. */
    void welcomed() {
        failures = 0;
    }

    /** Nothing is dialled any more. */
    void stop() {
        stopped = true;
    }
}
