package io.tickwire.jmh;

import io.tickwire.protocol.mqtt.Heard;
import io.tickwire.protocol.mqtt.MessageProperties;
import io.tickwire.protocol.mqtt.MqttReader;
import io.tickwire.protocol.mqtt.MqttVersion;
import io.tickwire.protocol.mqtt.MqttWriter;
import io.tickwire.protocol.mqtt.Packet;
import io.tickwire.protocol.mqtt.Packet.Publish;
import io.tickwire.protocol.mqtt.PublishImage;
import java.util.List;
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

/** PUBLISH packets of MQTT 5.0, 100 bytes each, in and out. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MqttCodecBenchmark {
    private static final int PACKET_BYTES = 100;
    private static final String TOPIC = "tickwire/ticks/EURUSD";

    private final byte[] payload = new byte[PACKET_BYTES - 1 - 1 - 2 - TOPIC.length() - 2 - 1];
    private final MessageProperties expires =
            new MessageProperties(false, 60, "application/json", null, null, List.of());
    private final byte[] plain = publish(MessageProperties.NONE);
    private final byte[] withProperties = publish(expires);
    private final PublishImage image =
            PublishImage.of(MqttVersion.V5, 1, false, TOPIC, 0, payload, MessageProperties.NONE, List.of());
    private final byte[] target = new byte[PACKET_BYTES];
    private final MqttReader reader = connected();
    private int packetId;

    private byte[] publish(MessageProperties properties) {
        Publish publish = new Publish(false, 1, false, TOPIC, 1, payload, 0, List.of(), properties);
        return MqttWriter.write(publish, MqttVersion.V5);
    }

    private static MqttReader connected() {
        MqttReader reader = MqttReader.ofServer(1 << 16);
        byte[] connect = MqttWriter.write(Packet.Connect.of(MqttVersion.V5, "jmh", true, 60), MqttVersion.V5);
        read(reader, connect, 0, connect.length);
        return reader;
    }

    private static Heard read(MqttReader reader, byte[] bytes, int from, int length) {
        reader.feed(bytes, from, length);
        Heard heard = reader.next();
        if (!(heard instanceof Packet) || reader.next() != null) {
            throw new IllegalStateException("the sample is refused: " + heard);
        }
        return heard;
    }

    @Benchmark
    public Heard readsAPublish() {
        return read(reader, plain, 0, plain.length);
    }

    @Benchmark
    public Heard readsAPublishWithProperties() {
        return read(reader, withProperties, 0, withProperties.length);
    }

    /** Cut in the middle, as the end of a read often does. */
    @Benchmark
    public Heard readsAPublishInTwoPieces() {
        reader.feed(plain, 0, 50);
        if (reader.next() != null) {
            throw new IllegalStateException("half of a packet is none");
        }
        return read(reader, plain, 50, plain.length - 50);
    }

    /** Done once for each message, whatever the number of receivers. */
    @Benchmark
    public PublishImage makesAnImage() {
        return PublishImage.of(MqttVersion.V5, 1, false, TOPIC, 0, payload, MessageProperties.NONE, List.of());
    }

    /** Done for each receiver. */
    @Benchmark
    public int copiesAnImage() {
        packetId = packetId % 65_535 + 1;
        return image.copyTo(target, 0, packetId, false, MessageProperties.NO_EXPIRY);
    }
}
