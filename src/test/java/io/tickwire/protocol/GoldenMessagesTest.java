package io.tickwire.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.protocol.bridge.BridgeCodec;
import io.tickwire.protocol.bridge.SignalPolicy;
import io.tickwire.protocol.bridge.SignalReader;
import io.tickwire.protocol.json.Decoded;
import io.tickwire.protocol.ticks.TickStreamCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each file holds a message as a client sends it, and what the codec must make of it. */
final class GoldenMessagesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BridgeCodec BRIDGE = new BridgeCodec(
            new SignalReader(new SignalPolicy("sim", Set.of("sim"), 234000, 0.01, 10.0), () -> new UUID(1, 2)));

    @TestFactory
    Stream<DynamicTest> bridge() throws IOException {
        return cases("bridge-in", BRIDGE::decode);
    }

    @TestFactory
    Stream<DynamicTest> ticks() throws IOException {
        return cases("ticks-in", TickStreamCodec::decode);
    }

    private static Stream<DynamicTest> cases(String folder, Function<byte[], ? extends Decoded<?>> codec)
            throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN.resolve(folder))) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file, codec)));
        }
    }

    private static void check(Path file, Function<byte[], ? extends Decoded<?>> codec) throws IOException {
        JsonNode golden = JSON.readTree(Files.readString(file));
        byte[] message = golden.get("message").textValue().getBytes(StandardCharsets.UTF_8);
        Decoded<?> decoded = codec.apply(message);
        if (decoded instanceof Decoded.Message<?> good) {
            assertEquals(golden.path("decoded").asText(), good.value().toString());
        } else if (decoded instanceof Decoded.Malformed<?> bad) {
            assertEquals(
                    golden.path("refused").toString(),
                    JSON.createObjectNode()
                            .put("type", bad.type())
                            .put("code", bad.refusal().code().name())
                            .put("message", bad.refusal().message())
                            .set("details", JSON.valueToTree(bad.refusal().details()))
                            .toString());
        }
    }
}
