package io.tickwire.config;

import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code ${NAME}} and {@code ${NAME:default}} inside configured text. */
final class Environment {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?}");

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    static boolean isReferenced(String text) {
        return text.contains("${");
    }

    /** The text with every reference replaced; a name that is neither set nor defaulted is told to {@code missing}. */
    String resolve(String text, Consumer<String> missing) {
        Matcher reference = REFERENCE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (reference.find()) {
            String value = variables.getOrDefault(reference.group(1), reference.group(2));
            if (value == null) {
                missing.accept(reference.group(1));
                value = "";
            }
            reference.appendReplacement(resolved, Matcher.quoteReplacement(value));
        }
        return reference.appendTail(resolved).toString();
    }
}
