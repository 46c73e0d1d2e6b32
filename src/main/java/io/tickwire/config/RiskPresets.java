package io.tickwire.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the limits of {@code $.risk.preset} under those that the file gives itself. A preset is a name of the jar's
 * ({@code conf/risk/<name>.json}) or a path to a file of the same form.
 */
final class RiskPresets {
    /** Names of the presets in the jar. */
    static final List<String> NAMES = List.of("standard", "prop-challenge", "prop-funded", "prop-strict");

    private static final String PATH = "$.risk.preset";

    private final JsonReader reader;
    private final List<ConfigProblem> problems = new ArrayList<>();

    RiskPresets(JsonReader reader) {
        this.reader = reader;
    }

    List<ConfigProblem> problems() {
        return problems;
    }

    /** The tree with the preset's keys where it gave none; the same tree when it names no preset. */
    JsonNode apply(JsonNode tree) {
        String preset = tree.path("risk").path("preset").asText("");
        if (preset.isEmpty() || !(tree.get("risk") instanceof ObjectNode given)) {
            return tree;
        }
        JsonNode limits = read(preset);
        if (!(limits instanceof ObjectNode object)) {
            return tree;
        }
        ObjectNode merged = object.deepCopy();
        merged.setAll(given);
        ObjectNode whole = ((ObjectNode) tree).deepCopy();
        whole.set("risk", merged);
        return whole;
    }

    private JsonNode read(String preset) {
        try {
            return reader.readForeign(text(preset));
        } catch (JsonProcessingException broken) {
            problems.add(new ConfigProblem(PATH, "'" + preset + "' is not JSON: " + broken.getOriginalMessage(), ""));
        } catch (IOException missing) {
            String nearest = NearestKey.to(preset, NAMES).orElse("");
            problems.add(new ConfigProblem(
                    PATH,
                    "no preset and no file is called '" + preset + "'",
                    "did you mean '" + nearest + "'? known: " + NAMES));
        }
        return null;
    }

    private static String text(String preset) throws IOException {
        if (!NAMES.contains(preset)) {
            return Files.readString(Path.of(preset));
        }
        try (InputStream in = RiskPresets.class.getResourceAsStream("risk/" + preset + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
