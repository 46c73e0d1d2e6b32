package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.it.Interpreter.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the REST page prints does what it says. */
class RestDocumentIT {
    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final Markdown PAGE = Markdown.read("src/docs/protocol/rest.md");
    private static final String SECRET = "0123456789abcdef";
    private static TickwireProcess node;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() throws IOException {
        String config = PAGE.blocks("json")
                .get(0)
                .replaceFirst(
                        "\\{",
                        "{\"http\":{\"port\":0},\"ticks\":{\"enabled\":false},\"inference\":{\"enabled\":false},\"mqtt\":{\"enabled\":false},"
                                + "\"zmqExec\":{\"enabled\":false},\"zmqPub\":{\"enabled\":false},");
        Path file = Files.writeString(folder.resolve("conf.json"), config);
        node = TickwireProcess.run(Map.of("TICKWIRE_HOOK_SECRET", SECRET), "-conf", file.toString());
        node.awaitLog("ready in");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static Result run(int block) {
        String lines = PAGE.blocks("bash").get(block).replace("http://127.0.0.1:8001", node.httpUrl());
        return new Interpreter(List.of("bash")).run(AT_MOST, "-ec", "TICKWIRE_HOOK_SECRET=" + SECRET + "; " + lines);
    }

    @Test
    void aSignalIsSentOnceByItsKey() {
        assertTrue(run(0).output().contains("\"status\":\"success\""), run(0)::output);
        assertTrue(run(0).output().contains("\"duplicate\":true"), run(0)::output);
    }

    @Test
    void anAlertIsASignal() {
        Result first = run(1);
        assertTrue(first.output().contains("\"type\":\"buy\""), first::output);
        assertTrue(run(1).output().contains("\"duplicate\":true"));
        assertEquals(-1, node.log().indexOf(SECRET), "the secret is in the log");
    }
}
