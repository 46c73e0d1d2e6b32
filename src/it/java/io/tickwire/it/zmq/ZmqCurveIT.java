package io.tickwire.it.zmq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.it.TickwireProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zeromq.ZMQ;

/** Who may connect by ZeroMQ. */
final class ZmqCurveIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String BEAT =
            "{\"type\":\"heartbeat\",\"ea_name\":\"Grid\",\"symbol\":\"EURUSD\",\"magic\":7}";

    /** A pair as keygen makes it. */
    private record Pair(Path file, String publicKey, String secretKey) {
        static Pair make() {
            ZMQ.Curve.KeyPair pair = ZMQ.Curve.generateKeyPair();
            return new Pair(null, pair.publicKey, pair.secretKey);
        }

        static Pair make(Path folder, String name) throws IOException {
            Path file = folder.resolve(name);
            try (TickwireProcess keygen = TickwireProcess.run("keygen", "--curve", "--out", file.toString())) {
                assertEquals(0, keygen.awaitExit(SOON), keygen::log);
            }
            List<String> lines = Files.readAllLines(file);
            return new Pair(
                    file, lines.get(0).replace("public ", ""), lines.get(1).replace("secret ", ""));
        }
    }

    @Test
    void letsOnlyThoseInWhoseKeysAreListedAndOnlyWhereTheyMay() throws IOException {
        Path folder = Files.createTempDirectory(
                Files.createDirectories(TickwireProcess.basedir().resolve("target/it")), "curve");
        Pair server = Pair.make(folder, "server.curve");
        Pair trader = Pair.make();
        Pair reader = Pair.make();
        Pair stranger = Pair.make();
        String config = "{\"http\":{\"port\":0},\"ticks\":{\"enabled\":false},\"inference\":{\"enabled\":false},"
                + "\"zmqExec\":{\"port\":0},\"zmqPub\":{\"port\":0,\"heartbeat\":\"200ms\"},"
                + "\"zmqCurve\":{\"secretKeyFile\":\"" + server.file() + "\",\"clients\":[{\"publicKey\":\""
                + trader.publicKey() + "\",\"subject\":\"grid-ea\"},{\"publicKey\":\"" + reader.publicKey()
                + "\",\"subject\":\"chart\",\"scopes\":[\"read\"]}]},\"verticles\":{\"inference\":{\"enabled\":false}}}";
        try (TickwireProcess node = TickwireProcess.start(config)) {
            assertTrue(ask(node, server, trader).startsWith("{\"status\":\"success\""));
            assertEquals("no answer", ask(node, server, reader));
            assertEquals("no answer", ask(node, server, stranger));
            assertEquals("no answer", ask(node, stranger, trader));
            assertEquals(
                    "no answer",
                    ZmqPeer.run("", "ask", node.zmqExecUrl(), BEAT, "", "", "").get(0));
            assertEquals(
                    2,
                    ZmqPeer.run(
                                    "",
                                    "sub",
                                    node.zmqPubUrl(),
                                    "heartbeat",
                                    "1",
                                    server.publicKey(),
                                    reader.publicKey(),
                                    reader.secretKey())
                            .size());
            assertTrue(node.log().contains("zmqExec: chart from 127.0.0.1 is not let in"), node.log());
            assertFalse(node.log().contains(server.secretKey()), "a secret key is in the log");
        }
        Files.setPosixFilePermissions(server.file(), PosixFilePermissions.fromString("rw-r--r--"));
        try (TickwireProcess open = TickwireProcess.launch(config)) {
            assertEquals(2, open.awaitExit(SOON));
            assertTrue(open.log().contains("can be read by others: chmod 600"), open.log());
        }
    }

    private static String ask(TickwireProcess node, Pair server, Pair client) {
        return ZmqPeer.run(
                        "", "ask", node.zmqExecUrl(), BEAT, server.publicKey(), client.publicKey(), client.secretKey())
                .get(0);
    }

    @Test
    void isRefusedAtTheStartWithoutKeysWhereAuthenticationIsOn() {
        try (TickwireProcess node = TickwireProcess.launch(
                "{\"http\":{\"port\":0},\"auth\":{\"enabled\":true,\"apiKeysFile\":\"keys.json\"},\"zmqExec\":{\"enabled\":true}}")) {
            assertEquals(2, node.awaitExit(SOON));
            assertTrue(node.log().contains("$.zmqExec.enabled: is true without CURVE"), node.log());
        }
    }
}
