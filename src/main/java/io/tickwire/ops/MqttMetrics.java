package io.tickwire.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Every metric of the MQTT server and its bridges. Any thread; label values come from closed sets. */
public final class MqttMetrics {
    private static final int LEVELS_OF_QOS = 3;

    private final MeterRegistry registry;
    private final Counter[] received = new Counter[LEVELS_OF_QOS];
    private final Counter[] sent = new Counter[LEVELS_OF_QOS];
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private volatile int clients;
    private volatile int sessions;
    private volatile int retained;
    private volatile long retainedBytes;
    private volatile long queuedBytes;

    public MqttMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (int qos = 0; qos < LEVELS_OF_QOS; qos++) {
            received[qos] = registry.counter("tickwire.mqtt.received", "qos", Integer.toString(qos));
            sent[qos] = registry.counter("tickwire.mqtt.sent", "qos", Integer.toString(qos));
        }
        Gauge.builder("tickwire.mqtt.clients", () -> clients)
                .description("MQTT clients that are connected")
                .strongReference(true)
                .register(registry);
        Gauge.builder("tickwire.mqtt.sessions", () -> sessions)
                .description("MQTT sessions, with those whose client is absent")
                .strongReference(true)
                .register(registry);
        Gauge.builder("tickwire.mqtt.retained", () -> retained)
                .description("Topics with a retained message")
                .strongReference(true)
                .register(registry);
        Gauge.builder("tickwire.mqtt.retained.size", () -> retainedBytes)
                .description("Memory of retained messages")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
        Gauge.builder("tickwire.mqtt.queued.size", () -> queuedBytes)
                .description("Memory of messages that wait for a client")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
    }

    /** A message came from a client. */
    public void received(int qos) {
        received[qos].increment();
    }

    /** A message was written for a client. */
    public void sent(int qos) {
        sent[qos].increment();
    }

    /** A message did not reach one of those who wanted it; the reason is from a closed set. */
    public void dropped(String reason) {
        count("tickwire.mqtt.dropped", reason.replace(' ', '_'));
    }

    /** Something was refused; {@code what} and the reason are from closed sets. */
    public void refused(String what, Enum<?> reason) {
        String word = reason.name().toLowerCase(Locale.ROOT);
        counters.computeIfAbsent(
                        "refused|" + what + '|' + word,
                        key -> registry.counter("tickwire.mqtt.refused", "what", what, "reason", word))
                .increment();
    }

    /** A message went over a bridge, {@code out} or {@code in}. */
    public void bridged(String direction) {
        counters.computeIfAbsent(
                        "bridged|" + direction,
                        key -> registry.counter("tickwire.mqtt.bridged", "direction", direction))
                .increment();
    }

    /** One sync of the MQTT store's file, with so many batches of changes. */
    public void committed(int batches) {
        counters.computeIfAbsent("commits", key -> registry.counter("tickwire.mqtt.commits"))
                .increment();
    }

    /** Bytes that are no packet. */
    public void malformed(Enum<?> reason) {
        count("tickwire.mqtt.malformed", reason.name().toLowerCase(Locale.ROOT));
    }

    private void count(String name, String reason) {
        counters.computeIfAbsent(name + '|' + reason, key -> registry.counter(name, "reason", reason))
                .increment();
    }

    /** What there is, told now and then. */
    public void levels(int clientsNow, int sessionsNow, int retainedNow, long retainedBytesNow, long queuedBytesNow) {
        clients = clientsNow;
        sessions = sessionsNow;
        retained = retainedNow;
        retainedBytes = retainedBytesNow;
        queuedBytes = queuedBytesNow;
    }
}
