package io.tickwire.jmh;

import io.tickwire.domain.Execution;
import io.tickwire.domain.Tick;
import io.tickwire.domain.message.TerminalStatus;
import io.tickwire.protocol.bridge.BridgeCodec;
import io.tickwire.protocol.bridge.BridgeMessage;
import io.tickwire.protocol.bridge.BridgeReplies;
import io.tickwire.protocol.bridge.SignalPolicy;
import io.tickwire.protocol.bridge.SignalReader;
import io.tickwire.protocol.json.Decoded;
import io.tickwire.protocol.ticks.EncodedTick;
import io.tickwire.protocol.ticks.StreamReplies;
import io.tickwire.protocol.ticks.TickEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Texts of the two WebSocket profiles, in and out. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class CodecBench {
    private static final byte[] HEARTBEAT = ("{\"type\":\"heartbeat\",\"timestamp\":\"2026-01-27T10:00:00.000Z\","
                    + "\"data\":{\"client\":\"jmh\",\"client_version\":\"1.0\"}}")
            .getBytes(StandardCharsets.UTF_8);

    private final byte[] signal = Samples.signal();
    private final Tick tick = Samples.tick(7);
    private final BridgeCodec codec = new BridgeCodec(
            new SignalReader(new SignalPolicy("sim", Set.of("sim"), 234_000, 0.01, 10), UUID::randomUUID));
    private final UUID id = UUID.fromString("3f2504e0-4f89-41d3-9a0c-0305e82c3301");
    private final Execution execution =
            new Execution(100_001, 100_001, "EURUSD", "buy", 1.08461, 0.01, 0, Samples.NOW_MSC, 10_009);
    private final TerminalStatus status =
            new TerminalStatus(TerminalStatus.Status.CONNECTED, "Tickwire-Demo", Samples.NOW_MSC, "", 0);
    private final BridgeReplies.Stats stats = new BridgeReplies.Stats(10, 10, 100_000, 100_000, 0);

    @Benchmark
    public Decoded<BridgeMessage> decodesASignalOf310Bytes() {
        Decoded<BridgeMessage> decoded = codec.decode(signal);
        if (!(decoded instanceof Decoded.Message<BridgeMessage>)) {
            throw new IllegalStateException("the sample is refused: " + decoded);
        }
        return decoded;
    }

    @Benchmark
    public Decoded<BridgeMessage> decodesAHeartbeat() {
        return codec.decode(HEARTBEAT);
    }

    /** Done once per tick, whatever the number of subscribers. */
    @Benchmark
    public EncodedTick encodesATick() {
        return TickEncoder.encode(tick);
    }

    @Benchmark
    public String encodesAnExecution() {
        return BridgeReplies.signalExecuted(id, execution, false, Samples.NOW_MSC);
    }

    @Benchmark
    public String encodesAHeartbeatResponse() {
        return BridgeReplies.heartbeatResponse("healthy", status, stats, Samples.NOW_MSC);
    }

    @Benchmark
    public String encodesASubscription() {
        return StreamReplies.subscribed(List.of("EURUSD", "GBPUSD", "USDJPY"), 3, Map.of(), null, null);
    }

    @Benchmark
    public String encodesAPong() {
        return StreamReplies.pong(Samples.NOW_MSC);
    }
}
