package io.tickwire.it.hot;

import io.tickwire.it.mqtt.RawMqtt;
import io.tickwire.protocol.mqtt.Packet;
import io.tickwire.protocol.mqtt.Packet.Filter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hears one symbol by MQTT; it comes back with its session when it is sent away. */
final class MqttWatcher implements AutoCloseable {
    private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+)");
    private static final long AWAY_NANOS = 20_000_000L;

    private final int port;
    private final SeqLog log = new SeqLog();
    private final AtomicInteger closes = new AtomicInteger();
    private final Thread reader;
    private volatile boolean done;
    private volatile RawMqtt client;

    MqttWatcher(int port) {
        this.port = port;
        client = RawMqtt.persistent(port, "hot-watcher");
        client.send(new Packet.Subscribe(1, List.of(Filter.of("+/ticks/EURUSD", 0)), 0, List.of()));
        reader = new Thread(this::read, "mqtt-watcher");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        while (!done) {
            Packet packet = nextOrNull();
            if (packet instanceof Packet.Publish publish) {
                Matcher seq = SEQ.matcher(new String(publish.payload(), StandardCharsets.UTF_8));
                if (seq.find() && !publish.retain()) {
                    log.saw(Long.parseLong(seq.group(1)));
                }
            } else if (packet == null && !done) {
                closes.incrementAndGet();
                // QoS 0 is not kept for who is away.
                log.mayMiss();
                reconnect();
            }
        }
    }

    private Packet nextOrNull() {
        try {
            return client.next();
        } catch (AssertionError silence) {
            return null;
        }
    }

    private void reconnect() {
        while (!done) {
            LockSupport.parkNanos(AWAY_NANOS);
            try {
                client.close();
                client = RawMqtt.persistent(port, "hot-watcher");
                return;
            } catch (RuntimeException | AssertionError refused) {
                // The other instance takes it next time.
            }
        }
    }

    SeqLog log() {
        return log;
    }

    int closes() {
        return closes.get();
    }

    @Override
    public void close() {
        done = true;
        client.close();
    }
}
