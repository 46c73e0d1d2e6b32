package io.tickwire.edge.mqtt.bridge;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import io.tickwire.config.MqttBridgeConfig;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A bridge's end at a broker elsewhere: connects, and again with back-off. What it tells is told on threads of its own. Any
 * thread.
 */
final class RemoteEnd {
    /** More than the bridge ever has under way. */
    private static final int MAX_UNDER_WAY = 100_000;

    private final MqttBridgeConfig config;
    private final TopicMap in;
    private final Mqtt5AsyncClient client;
    /** The library's publish makes its caller wait while the broker is away or slow: nobody but this thread may. */
    private final ThreadPoolExecutor sender;

    /** What it tells. */
    interface Listener {
        void connected();

        /** @param why for people */
        void disconnected(String why);

        /** A message, to be acknowledged when it is taken over. */
        void message(Mqtt5Publish publish);
    }

    /** @throws java.io.UncheckedIOException when the trusted certificates cannot be read */
    RemoteEnd(MqttBridgeConfig config, TopicMap in, Listener listener) {
        this.config = config;
        this.in = in;
        this.sender =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_UNDER_WAY), task -> {
                    Thread thread = new Thread(task, "mqtt-bridge-" + config.name());
                    thread.setDaemon(true);
                    return thread;
                });
        Mqtt5ClientBuilder builder = MqttClient.builder()
                .useMqttVersion5()
                .identifier(config.clientId().isEmpty() ? "tickwire-" + config.name() : config.clientId())
                .serverHost(config.host())
                .serverPort(config.port())
                .addConnectedListener(context -> listener.connected())
                .addDisconnectedListener(context ->
                        listener.disconnected(String.valueOf(context.getCause().getMessage())))
                .automaticReconnect()
                .initialDelay(config.minBackoff().toMillis(), TimeUnit.MILLISECONDS)
                .maxDelay(config.maxBackoff().toMillis(), TimeUnit.MILLISECONDS)
                .applyAutomaticReconnect();
        if (config.tls().enabled()) {
            builder = builder.sslConfig(MqttClientSslConfig.builder()
                    .trustManagerFactory(Trust.of(config.tls().trustFile()))
                    .build());
        }
        // Of the client, not of its first CONNECT: the library does not repeat these when it connects again.
        this.client = willed(authenticated(builder)).buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL, listener::message, true);
    }

    private Mqtt5ClientBuilder authenticated(Mqtt5ClientBuilder builder) {
        if (config.userName().isEmpty()) {
            return builder;
        }
        var auth = builder.simpleAuth().username(config.userName());
        return config.password().isEmpty()
                ? auth.applySimpleAuth()
                : auth.password(config.password().reveal().getBytes(StandardCharsets.UTF_8))
                        .applySimpleAuth();
    }

    private Mqtt5ClientBuilder willed(Mqtt5ClientBuilder builder) {
        return config.statusTopic().isEmpty()
                ? builder
                : builder.willPublish()
                        .topic(config.statusTopic())
                        .payload("offline".getBytes(StandardCharsets.US_ASCII))
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .retain(true)
                        .applyWillPublish();
    }

    void connect() {
        var connect = Mqtt5Connect.builder()
                .cleanStart(false)
                .keepAlive((int) config.keepAlive().toSeconds())
                .sessionExpiryInterval(config.sessionExpiry().toSeconds())
                .restrictions()
                .receiveMaximum(config.maxInflight())
                .sendMaximum(config.maxInflight())
                .applyRestrictions();
        client.connect(connect.build());
    }

    /** Subscribes, and says that this node is there; after each connection. */
    void introduce(Consumer<String> problem) {
        for (TopicMap.Rule rule : in.rules()) {
            client.subscribeWith()
                    .topicFilter(rule.filter())
                    .qos(MqttQos.fromCode(rule.qos()))
                    .noLocal(true)
                    .retainAsPublished(true)
                    .send()
                    .whenComplete((acked, failure) -> {
                        if (failure != null) {
                            problem.accept("cannot subscribe to " + rule.filter() + ": " + failure.getMessage());
                        }
                    });
        }
        if (!config.statusTopic().isEmpty()) {
            client.publishWith()
                    .topic(config.statusTopic())
                    .payload("online".getBytes(StandardCharsets.US_ASCII))
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .retain(true)
                    .send();
        }
    }

    /** Any thread; never waits. */
    CompletableFuture<Mqtt5PublishResult> publish(Mqtt5Publish publish) {
        CompletableFuture<Mqtt5PublishResult> done = new CompletableFuture<>();
        try {
            sender.execute(() -> client.publish(publish).whenComplete((result, failure) -> {
                if (failure == null) {
                    done.complete(result);
                } else {
                    done.completeExceptionally(failure);
                }
            }));
        } catch (RejectedExecutionException full) {
            done.completeExceptionally(full);
        }
        return done;
    }

    /** Goes, and has its will published. */
    void close() {
        client.disconnectWith()
                .reasonCode(Mqtt5DisconnectReasonCode.DISCONNECT_WITH_WILL_MESSAGE)
                .send();
        sender.shutdownNow();
    }
}
