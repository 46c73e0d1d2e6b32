package io.tickwire.app;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** An option in the table of a command, which its parser and its help both read. */
interface CommandOption {

    String flag();

    /** What stands for its value in the help. */
    String placeholder();

    /** What it is when it is not given; empty = nothing. */
    String fallback();

    String doc();

    /** The flags of a table. */
    static Set<String> flags(CommandOption[] table) {
        return Arrays.stream(table).map(CommandOption::flag).collect(Collectors.toUnmodifiableSet());
    }

    /** A line of help for each. */
    static String lines(CommandOption[] table) {
        return Arrays.stream(table)
                .map(option -> String.format(
                        "  %-22s %s%s%n",
                        option.flag() + " " + option.placeholder(),
                        option.doc(),
                        option.fallback().isEmpty() ? "" : " (" + option.fallback() + ")"))
                .collect(Collectors.joining());
    }
}
