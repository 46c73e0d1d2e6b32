package io.tickwire.mqtt;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.MqttConfig;
import io.tickwire.ops.ManualClock;
import io.tickwire.ops.MqttMetrics;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

/** A broker without sockets, with time and storage in the hands of the test. */
final class TestServer {
    private final ManualClock clock;
    private final FlakyStore store;
    private final MqttConfig config;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Queue<Runnable> mailbox = new ArrayDeque<>();
    private final Broker broker;

    /** @param settings of {@code mqtt} in JSON, without braces; may be empty */
    TestServer(String settings) {
        this(config(settings), new ManualClock(), new FlakyStore());
    }

    private TestServer(MqttConfig config, ManualClock clock, FlakyStore store) {
        this.config = config;
        this.clock = clock;
        this.store = store;
        AtomicInteger ids = new AtomicInteger();
        this.broker = new Broker(
                config.limits(),
                store,
                new RuleAcl(config, PlatformTree.NONE),
                mailbox::add,
                () -> "auto" + ids.incrementAndGet(),
                clientId -> {},
                clock,
                new MqttMetrics(registry));
        broker.restore(store.load().result());
        settle();
    }

    static TestServer plain() {
        return new TestServer("");
    }

    /** With some limits other than the default ones. */
    static TestServer limited(String limits) {
        return new TestServer("\"limits\": {" + limits + "}");
    }

    static MqttConfig config(String settings) {
        try {
            return new ConfigLoader(Map.of())
                    .parse("{\"mqtt\": {" + settings + "}}", "test")
                    .mqtt();
        } catch (ConfigException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    /** The same node after a crash: what was durable is there. */
    TestServer crashed() {
        return new TestServer(config, clock, store);
    }

    /** A client that is yet to connect. */
    Peer client(String clientId) {
        return new Peer(this, clientId);
    }

    Broker broker() {
        return broker;
    }

    FlakyStore store() {
        return store;
    }

    /** Until nothing is left to be done. */
    void settle() {
        do {
            Runnable task;
            while ((task = mailbox.poll()) != null) {
                task.run();
            }
            broker.turnEnds();
        } while (!mailbox.isEmpty());
    }

    void passSeconds(double seconds) {
        clock.advanceMillis((long) (seconds * 1000));
        broker.sweep();
        settle();
    }

    /** Time passes, and nobody has looked yet. */
    void passUnswept(double seconds) {
        clock.advanceMillis((long) (seconds * 1000));
    }

    /** How often something was counted. */
    double counted(String metric, String... tags) {
        var counter = registry.find(metric).tags(tags).counter();
        return counter == null ? 0 : counter.count();
    }

    double dropped(String reason) {
        return counted("tickwire.mqtt.dropped", "reason", reason);
    }
}
