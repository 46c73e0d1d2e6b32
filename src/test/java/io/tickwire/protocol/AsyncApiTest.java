package io.tickwire.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Tick;
import io.tickwire.protocol.exec.ExecCodec;
import io.tickwire.protocol.exec.ExecReplies;
import io.tickwire.protocol.exec.PubEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The AsyncAPI document held against what the codecs write and read: their golden files. */
class AsyncApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final JsonNode MESSAGES = document().at("/components/messages");

    /** What the codec takes beyond the document: old clients send it. */
    private static final Set<String> LENIENT = Set.of("positions-as-array.json", "subscribe-upper-case-type.json");

    private static JsonNode document() {
        try (InputStream in = AsyncApiTest.class.getResourceAsStream("/api/asyncapi.yaml")) {
            return JSON.valueToTree(new Yaml().load(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(String folder) {
        try (Stream<Path> all = Files.list(GOLDEN.resolve(folder))) {
            return all.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<?> wrong(String side, JsonNode message) {
        String name = name(side, message);
        assertTrue(MESSAGES.has(name), "the document has no message " + name);
        return schema(name).validate(message);
    }

    private static JsonSchema schema(String name) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(MESSAGES.path(name).path("payload"));
    }

    /** For example serverTickDataProcessed. */
    private static String name(String side, JsonNode message) {
        StringBuilder name = new StringBuilder(side);
        for (String part : message.path("type").asText().split("_")) {
            name.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
        }
        return name.toString();
    }

    static Stream<Path> written() {
        return Stream.concat(files("out"), files("terminal"));
    }

    @ParameterizedTest
    @MethodSource("written")
    void hasWhatTheCodecsWrite(Path file) {
        assertEquals(Set.of(), wrong(side(file), json(file)), file.toString());
    }

    private static String side(Path file) {
        boolean link = file.getParent().endsWith("terminal");
        return !link ? "server" : file.getFileName().toString().startsWith("in-") ? "terminal" : "platform";
    }

    static Stream<Path> read() {
        return Stream.concat(files("bridge-in"), files("ticks-in"));
    }

    @ParameterizedTest
    @MethodSource("read")
    void hasWhatTheCodecsTake(Path file) throws IOException {
        JsonNode golden = json(file);
        if (golden.has("decoded") && !LENIENT.contains(file.getFileName().toString())) {
            JsonNode message = JSON.readTree(golden.path("message").asText());
            assertEquals(Set.of(), wrong("client", message), file.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("written")
    void hasNothingThatTheyWouldNotWrite(Path file) {
        ObjectNode message = (ObjectNode) json(file);
        String side = side(file);
        for (JsonNode field : MESSAGES.path(name(side, message)).at("/payload/required")) {
            if (!field.asText().equals("type")) {
                JsonNode less = message.deepCopy().without(field.asText());
                assertFalse(wrong(side, less).isEmpty(), file + " without " + field);
            }
        }
    }

    static Stream<Arguments> zeroMq() {
        Tick tick = new Tick("EURUSD", 1_769_508_000_123L, 1.0845, 1.0847, 0, 0, 6, 2.0, 17, 1, 2);
        return Stream.of(
                Arguments.of("pubTick", PubEncoder.tick(tick, 1)),
                Arguments.of("pubHeartbeat", PubEncoder.heartbeat(List.of("EURUSD"), 2, 1_769_508_000_123L)),
                Arguments.of("pubDisconnect", PubEncoder.disconnect(1_769_508_000_123L)),
                Arguments.of("execReply", ExecReplies.error(Refusal.validation("volume", "float", "x"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("zeroMq")
    void hasWhatZeroMqPeersSee(String name, byte[] written) throws IOException {
        assertEquals(Set.of(), schema(name).validate(JSON.readTree(written)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'trade_open','ea_name':'night','symbol':'EURUSD','volume':0.10,'magic':7,'timestamp':1.5}",
                "{'type':'trade_close','ea':'night','symbol':'EURUSD','ticket':5,'profit':-1.20}",
                "{'type':'trade_modify','ea_name':'night','ticket':5,'new_sl':1.05,'new_tp':0.00}",
                "{'type':'heartbeat','ea_name':'night','symbol':'EURUSD','magic':7}",
                "{'type':'risk_update','ea_name':'night','risk_multiplier':0.50}",
            })
    void hasWhatExpertAdvisorsSend(String text) throws IOException {
        ObjectNode message = (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        String name = name("exec", message);
        assertNotNull(ExecCodec.read(JSON.writeValueAsBytes(message)).message());
        assertEquals(Set.of(), schema(name).validate(message));
        for (JsonNode field : MESSAGES.path(name).at("/payload/required")) {
            ObjectNode less = message.deepCopy().without(field.asText());
            assertNull(ExecCodec.read(JSON.writeValueAsBytes(less)).message(), text + " without " + field);
            assertFalse(schema(name).validate(less).isEmpty(), text + " without " + field);
        }
    }
}
