package io.tickwire.strategy.pack;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.protocol.json.Json;
import io.tickwire.strategy.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the platform keeps of one strategy beside its folder: the last versions as they were built, its state, its results
 * and the settings that were changed at run time. Blocks; one thread at a time.
 */
public final class VersionStore {
    private static final String STATE = "state.json";
    private static final String RESULT = "result.json";
    private static final String SETTINGS = "settings.json";
    private static final String LAST_GOOD = "running";

    private final Path root;
    private final int kept;

    /** @param kept versions that can be gone back to */
    public VersionStore(Path root, int kept) {
        this.root = root;
        this.kept = kept;
    }

    /** Where a version of this hash is, or is to be built. */
    public Path version(String hash) {
        return root.resolve("versions").resolve(hash);
    }

    /** Builds what is not there yet; one that cannot be built leaves nothing behind. @return warnings */
    public List<Problem> build(StrategySource source, StrategyLoader loader)
            throws IOException, UnusableStrategyException {
        Path place = version(source.hash());
        if (Files.isDirectory(place)) {
            return List.of();
        }
        Path building = root.resolve("building");
        delete(building);
        Files.createDirectories(building);
        try {
            List<Problem> warnings = loader.build(source, building);
            Files.createDirectories(place.getParent());
            Files.move(building, place, StandardCopyOption.ATOMIC_MOVE);
            return warnings;
        } finally {
            delete(building);
        }
    }

    /** Versions that are there, the one that was used last first. */
    public List<String> versions() throws IOException {
        Path all = root.resolve("versions");
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(all)) {
            return versions.filter(Files::isDirectory)
                    .sorted(Comparator.comparingLong(VersionStore::usedMsc).reversed())
                    .map(version -> version.getFileName().toString())
                    .toList();
        }
    }

    private static long usedMsc(Path version) {
        try {
            return Files.getLastModifiedTime(version).toMillis();
        } catch (IOException gone) {
            return 0;
        }
    }

    /** A version took over: it is what the next start falls back to, and old ones are deleted. */
    public void used(String hash, long nowMsc) throws IOException {
        Files.setLastModifiedTime(version(hash), java.nio.file.attribute.FileTime.fromMillis(nowMsc));
        write(LAST_GOOD, hash);
        List<String> all = versions();
        for (String old : all.subList(Math.min(kept, all.size()), all.size())) {
            if (!old.equals(hash)) {
                delete(version(old));
            }
        }
    }

    /** The version that ran last; empty when none did, or it is gone. */
    public String lastGood() throws IOException {
        Path file = root.resolve(LAST_GOOD);
        if (!Files.isRegularFile(file)) {
            return "";
        }
        String hash = Files.readString(file).strip();
        return hash.matches("[0-9a-f]{16}") && Files.isDirectory(version(hash)) ? hash : "";
    }

    /** What the strategy wrote down; empty when nothing was kept. */
    public State state() throws IOException {
        return read(STATE);
    }

    public void state(State state) throws IOException {
        write(STATE, state);
    }

    /** What the host counts of its trades. */
    public State result() throws IOException {
        return read(RESULT);
    }

    public void result(State state) throws IOException {
        write(RESULT, state);
    }

    /** Settings that were changed at run time. */
    public Map<String, Object> settings() throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        tree(SETTINGS)
                .properties()
                .forEach(entry -> values.put(entry.getKey(), DescriptorReader.value(entry.getValue())));
        return values;
    }

    public void settings(Map<String, Object> values) throws IOException {
        write(SETTINGS, Json.object(out -> Json.members(out, values)));
    }

    private State read(String name) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        tree(name)
                .properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
        return new State(values);
    }

    private void write(String name, State state) throws IOException {
        write(name, Json.object(out -> {
            for (Map.Entry<String, String> value : state.values().entrySet()) {
                out.writeStringField(value.getKey(), value.getValue());
            }
        }));
    }

    private JsonNode tree(String name) throws IOException {
        Path file = root.resolve(name);
        if (!Files.isRegularFile(file)) {
            return com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        }
        JsonNode tree = Json.parse(Files.readAllBytes(file));
        if (tree == null || !tree.isObject()) {
            throw new IOException(file + " is no JSON object: restore it from a backup, or delete it to begin without");
        }
        return tree;
    }

    /** Whole or not at all: a crash leaves what was there before. */
    private void write(String name, String text) throws IOException {
        Files.createDirectories(root);
        Path file = root.resolve(name + ".new");
        try (var out = java.nio.channels.FileChannel.open(
                file,
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.TRUNCATE_EXISTING,
                java.nio.file.StandardOpenOption.WRITE)) {
            out.write(java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            out.force(true);
        }
        Files.move(file, root.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> tree = Files.walk(folder)) {
            all = new ArrayList<>(tree.toList());
        }
        all.sort(Comparator.reverseOrder());
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }
}
