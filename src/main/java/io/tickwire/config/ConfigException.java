package io.tickwire.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used; carries every problem found, not just the first. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    public ConfigException(String source, List<ConfigProblem> problems) {
        super(problems.stream()
                .map(p -> "  " + p)
                .collect(Collectors.joining(
                        "\n",
                        source + ": " + problems.size() + (problems.size() == 1 ? " problem\n" : " problems\n"),
                        "")));
        this.problems = List.copyOf(problems);
    }

    public List<ConfigProblem> problems() {
        return problems;
    }
}
