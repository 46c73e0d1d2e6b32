package io.tickwire.bench;

import io.tickwire.bench.mqtt.MqttPlan;
import java.time.Duration;
import java.util.List;

/**
 * What to measure and how.
 *
 * @param connections that send, or that subscribe
 * @param rate messages per second over all connections, or MQTT deliveries; 0 = closed loop
 * @param depth of a closed loop: unanswered messages per connection, or ticks or MQTT messages under way
 * @param stalled further subscribers that read nothing
 * @param size of an echoed message, or of the payload of an MQTT message, bytes
 * @param url running server to measure, empty = start two and compare
 * @param ticksUrl tick stream of the running server
 * @param peers other servers to measure in the same run
 * @param mqtt which cases the mqtt bench measures
 * @param javaOptions flags of the server JVMs
 * @param serverCpus list as taskset takes it, empty = not pinned
 */
record BenchOptions(
        BenchKind kind,
        int connections,
        int rate,
        int depth,
        int stalled,
        int size,
        Duration duration,
        Duration warmup,
        int rounds,
        String url,
        String ticksUrl,
        List<Peer> peers,
        MqttPlan mqtt,
        List<String> javaOptions,
        String serverCpus,
        String clientCpus,
        boolean json,
        boolean help) {

    boolean closedLoop() {
        return rate == 0;
    }

    boolean comparing() {
        return url.isEmpty();
    }
}
