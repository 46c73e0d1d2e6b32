package io.tickwire.app;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An option in the table of a command, which its parser and its help both read.
 *
 * @param placeholder what stands for its value in the help; empty = it is a switch
 * @param fallback what it is when it is not given; empty = nothing
 */
record CommandOption(String flag, String placeholder, String fallback, String doc) {

    /** The flags of a table. */
    static Set<String> flags(Collection<CommandOption> table) {
        return table.stream().map(CommandOption::flag).collect(Collectors.toUnmodifiableSet());
    }

    /** Flags of those that have no value. */
    static Set<String> switches(Collection<CommandOption> table) {
        return table.stream()
                .filter(option -> option.placeholder().isEmpty())
                .map(CommandOption::flag)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A line of help for each. */
    static String lines(Collection<CommandOption> table) {
        return table.stream()
                .map(option -> String.format(
                        "  %-22s %s%s%n",
                        (option.flag() + " " + option.placeholder()).strip(),
                        option.doc(),
                        option.fallback().isEmpty() ? "" : " (" + option.fallback() + ")"))
                .collect(Collectors.joining());
    }
}
