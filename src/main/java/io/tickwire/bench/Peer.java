package io.tickwire.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Well-kept servers of other languages that do the same job, for who has them installed. */
enum Peer {
    NODE("node", "peer.cjs", List.of("node"), "Node.js and its ws package (Debian: nodejs node-ws)"),
    PYTHON("python", "peer.py", List.of("/usr/bin/python3"), "Python's websockets (Debian: python3-websockets)");

    private final String label;
    private final String script;
    private final List<String> command;
    private final String needs;

    Peer(String label, String script, List<String> command, String needs) {
        this.label = label;
        this.script = script;
        this.command = command;
        this.needs = needs;
    }

    String label() {
        return label;
    }

    static Peer of(String label) throws UsageException {
        return Arrays.stream(values())
                .filter(peer -> peer.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new UsageException("unknown peer '" + label + "', known are "
                        + Arrays.stream(values()).map(Peer::label).collect(Collectors.joining(", "))));
    }

    /** Starts it, pinned as the other servers are. */
    ChildProcess start(Path folder, List<String> prefix) throws IOException {
        Path file = folder.resolve(script);
        try (InputStream source = Peer.class.getResourceAsStream("/io/tickwire/bench/" + script)) {
            Files.write(file, source.readAllBytes());
        }
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        whole.add(file.toString());
        try {
            return ChildProcess.start(whole, BareServer.READY);
        } catch (IOException failure) {
            throw new IOException(label + " needs " + needs + ": " + failure.getMessage(), failure);
        }
    }
}
