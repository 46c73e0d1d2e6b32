package io.tickwire.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a node leaves on the disk, for the process after it: its journal, and the book of its paper broker. */
final class NodeFolder {
    static final ObjectMapper JSON = new ObjectMapper();
    private final Path folder;

    NodeFolder() {
        try {
            folder = Files.createTempDirectory(
                    Files.createDirectories(TickwireProcess.basedir().resolve("target/it")), "folder");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of the journal and of a STOP file. */
    Path data() {
        return folder.resolve("data");
    }

    Path journal(String name) {
        return data().resolve(name);
    }

    Path ledger() {
        return folder.resolve("ledger");
    }

    /** A file beside both. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /**
     * A configuration that keeps everything here, on free ports, with limits out of the way.
     *
     * @param simulated more members of the simulated terminal, each with a comma before it
     * @param more more members of the whole, each with a comma before it
     */
    String config(String simulated, String more) {
        return Samples.roomy(",\"storage\":{\"path\":\"" + data() + "\"},\"terminals\":[{\"simulated\":{\"ledger\":\""
                + ledger() + "\"" + simulated + "}}]" + more);
    }

    TickwireProcess start() {
        return TickwireProcess.start(config("", ""));
    }

    /** The tags of all deals that the broker booked, in their order. */
    List<String> deals() {
        List<String> tags = new ArrayList<>();
        try (Stream<String> lines = Files.lines(ledger())) {
            // A line is a checksum, a space and a list of facts.
            for (String line : lines.toList()) {
                for (JsonNode fact : JSON.readTree(line.substring(line.indexOf(' ') + 1))) {
                    if (fact.path("is").asText().equals("deal")) {
                        tags.add(fact.path("deal").path("comment").asText());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tags;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
