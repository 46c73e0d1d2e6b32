package io.tickwire.it.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.it.TickwireProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools of others read the node's documents: a linter, a client generator, a parser. */
class ApiToolsIT {
    private static TickwireProcess node;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        NodeTools.assumeInstalled();
        node = TickwireProcess.start("{\"http\":{\"port\":0},\"ticks\":{\"port\":0},\"inference\":{\"port\":0}}");
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void aLinterFindsNothingInTheDocument() throws IOException {
        Path document = served("/openapi.json", "openapi.json");
        String said = NodeTools.run(folder, "redocly", "lint", "--extends=recommended", document.toString());
        assertTrue(said.contains("Your API description is valid"), said);
        assertFalse(said.contains("You have"), said);
    }

    @Test
    void aGeneratedClientListsTradesAndPages() throws IOException {
        Path document = served("/openapi.json", "openapi.json");
        NodeTools.run(folder, "openapi-typescript", document.toString(), "-o", "api.d.ts");
        Files.copy(NodeTools.folder().resolve("client.ts"), folder.resolve("client.ts"));
        Files.writeString(folder.resolve("package.json"), "{\"type\":\"module\"}");
        Files.createSymbolicLink(
                folder.resolve("node_modules"), NodeTools.folder().resolve("node_modules"));
        NodeTools.run(
                folder, "tsc", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "nodenext", "client.ts");
        String said = NodeTools.run(folder, folder.resolve("client.js").toString(), node.httpUrl());
        assertEquals(
                List.of(
                        "symbols true",
                        "BUY 10009",
                        "SELL 10009",
                        "BUY 10009",
                        "page of 2",
                        "page of 1",
                        "signals 3 3",
                        "close",
                        "close",
                        "close",
                        "left 0",
                        "refused 404 INVALID_SYMBOL"),
                said.lines().toList());
    }

    @Test
    void aParserFindsNothingInTheOtherDocument() throws IOException {
        Path document = served("/asyncapi.yaml", "asyncapi.yaml");
        String script = NodeTools.folder().resolve("asyncapi.mjs").toString();
        String said = NodeTools.run(folder, script, document.toString());
        assertEquals("channels 15", said.strip());
    }

    private Path served(String path, String name) throws IOException {
        return Files.writeString(folder.resolve(name), node.get(path).body());
    }
}
