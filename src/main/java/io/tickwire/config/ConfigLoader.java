package io.tickwire.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads a configuration from a file, from text or from the built-in default, and checks all of it at once. */
public final class ConfigLoader {
    private static final String BUILT_IN = "tickwire.json";

    private final JsonReader reader = new JsonReader();
    private final Environment environment;

    /** @param variables what {@code ${NAME}} stands for, usually {@code System.getenv()} */
    public ConfigLoader(Map<String, String> variables) {
        this.environment = new Environment(variables);
    }

    /** The default inside the jar: the same bytes as {@code conf/tickwire.json}. */
    public TickwireConfig builtIn() throws ConfigException {
        try (InputStream in = ConfigLoader.class.getResourceAsStream(BUILT_IN)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), "built-in configuration");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws ConfigException with every problem, also when the file cannot be read */
    public TickwireConfig file(Path file) throws ConfigException {
        return parse(read(file), file.toString());
    }

    /** The configuration of a terminal process. */
    public TerminalProcessConfig terminal(Path file) throws ConfigException {
        return parseTerminal(read(file), file.toString());
    }

    /** @param source what to call the text in messages */
    public TerminalProcessConfig parseTerminal(String text, String source) throws ConfigException {
        return bind(text, source, TerminalProcessConfig.class, ConfigRules::check);
    }

    private static String read(Path file) throws ConfigException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ConfigException(
                    file.toString(),
                    List.of(new ConfigProblem(
                            "$",
                            "cannot be read (" + e.getClass().getSimpleName() + ")",
                            "check the path given with -conf and its permissions")));
        }
    }

    /** What is wrong with a configuration as a whole; empty when it is good. */
    public static List<ConfigProblem> check(TickwireConfig config) {
        return ConfigRules.check(config);
    }

    /** @param source what to call the text in messages */
    public TickwireConfig parse(String text, String source) throws ConfigException {
        return bind(text, source, TickwireConfig.class, ConfigRules::check);
    }

    /**
     * A document of another kind with the same care: every key has a {@link Setting}.
     *
     * @param source what to call the text in messages
     * @param rules what is wrong with it as a whole
     */
    public <T extends Record> T document(
            String text, String source, Class<T> type, Function<T, List<ConfigProblem>> rules) throws ConfigException {
        return bind(text, source, type, rules);
    }

    private <T extends Record> T bind(String text, String source, Class<T> type, Function<T, List<ConfigProblem>> rules)
            throws ConfigException {
        JsonNode tree;
        try {
            tree = reader.readForeign(text);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            throw new ConfigException(
                    source, List.of(new ConfigProblem("$", "is not JSON: " + e.getOriginalMessage() + where, "")));
        }
        ConfigBinder binder = new ConfigBinder(environment, reader);
        RiskPresets presets = new RiskPresets(reader);
        tree = presets.apply(tree);
        if (type == TickwireConfig.class) {
            tree = ZmqDefaults.apply(tree);
        }
        T config = binder.bind(tree, type);
        List<ConfigProblem> problems = new ArrayList<>(presets.problems());
        problems.addAll(binder.problems());
        if (config != null) {
            problems.addAll(rules.apply(config));
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(source, problems);
        }
        return config;
    }
}
