package io.tickwire.client;

import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Where a client connects to, and how it behaves.
 *
 * @param token asked for each connection; a token that expired is worth an attempt only when this gives another. Null text = none
 * @param apiKey null = none
 * @param heartbeat a sign of life this often; silent for 2.5 times as long means dead
 * @param settleTimeout how long the late truth of an unknown outcome is waited for
 * @param stableAfter the back-off begins anew after a connection that lasted this long
 * @param base first step of the back-off
 * @param cap longest step of the back-off
 * @param outbox questions, signals and doubts that may wait, each
 * @param messagesPerSecond at most; the server's own limit is 100; 0 = no limit here
 */
public record ClientOptions(
        String url,
        String clientName,
        Supplier<Future<String>> token,
        String apiKey,
        Duration heartbeat,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration tradeTimeout,
        Duration settleTimeout,
        Duration stableAfter,
        Duration base,
        Duration cap,
        int outbox,
        int messagesPerSecond) {
    /** Ticks that a reader may leave untaken before they conflate. */
    public static final int TICK_BOUND = 1_000;
    /** Events that a reader may leave untaken. */
    public static final int EVENT_BOUND = 10_000;

    public static ClientOptions to(String url) {
        return new ClientOptions(
                url,
                "tickwire-java",
                () -> Future.succeededFuture(null),
                null,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                Duration.ofMinutes(10),
                Duration.ofMinutes(1),
                Duration.ofMillis(250),
                Duration.ofSeconds(30),
                1_000,
                90);
    }

    public ClientOptions withName(String name) {
        return new ClientOptions(
                url,
                name,
                token,
                apiKey,
                heartbeat,
                connectTimeout,
                requestTimeout,
                tradeTimeout,
                settleTimeout,
                stableAfter,
                base,
                cap,
                outbox,
                messagesPerSecond);
    }

    public ClientOptions withToken(Supplier<Future<String>> next) {
        return new ClientOptions(
                url,
                clientName,
                next,
                apiKey,
                heartbeat,
                connectTimeout,
                requestTimeout,
                tradeTimeout,
                settleTimeout,
                stableAfter,
                base,
                cap,
                outbox,
                messagesPerSecond);
    }

    public ClientOptions withToken(String fixed) {
        return withToken(() -> Future.succeededFuture(fixed));
    }

    public ClientOptions withApiKey(String key) {
        return new ClientOptions(
                url,
                clientName,
                token,
                key,
                heartbeat,
                connectTimeout,
                requestTimeout,
                tradeTimeout,
                settleTimeout,
                stableAfter,
                base,
                cap,
                outbox,
                messagesPerSecond);
    }

    public ClientOptions withHeartbeat(Duration every) {
        return new ClientOptions(
                url,
                clientName,
                token,
                apiKey,
                every,
                connectTimeout,
                requestTimeout,
                tradeTimeout,
                settleTimeout,
                stableAfter,
                base,
                cap,
                outbox,
                messagesPerSecond);
    }

    public ClientOptions withTradeTimeout(Duration atMost) {
        return new ClientOptions(
                url,
                clientName,
                token,
                apiKey,
                heartbeat,
                connectTimeout,
                requestTimeout,
                atMost,
                settleTimeout,
                stableAfter,
                base,
                cap,
                outbox,
                messagesPerSecond);
    }

    public ClientOptions withBackoff(Duration first, Duration longest) {
        return new ClientOptions(
                url,
                clientName,
                token,
                apiKey,
                heartbeat,
                connectTimeout,
                requestTimeout,
                tradeTimeout,
                settleTimeout,
                stableAfter,
                first,
                longest,
                outbox,
                messagesPerSecond);
    }

    /** Whether the address is of the bridge profile; else it is a tick stream, which has no welcome and takes no signals. */
    boolean isBridge() {
        String path = URI.create(url).getPath();
        return path.endsWith("/websocket/ws") || path.endsWith("/dashboard/ws");
    }

    ReconnectRule rule() {
        return new ReconnectRule(base, cap);
    }
}
