package io.tickwire.terminal.feeds;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The names in a header line: lower case, without MetaTrader's angle brackets and quotes. */
record HeaderColumns(char delimiter, List<String> names) {

    /** The delimiter is the most frequent of tab, semicolon and comma. */
    static HeaderColumns of(String line) {
        char delimiter = ',';
        for (char candidate : new char[] {';', '\t'}) {
            delimiter = count(line, candidate) > count(line, delimiter) ? candidate : delimiter;
        }
        List<String> names = Arrays.stream(line.split(String.valueOf(delimiter), -1))
                .map(name -> name.replaceAll("[<>\"]", "").strip().toLowerCase(Locale.ROOT))
                .toList();
        return new HeaderColumns(delimiter, names);
    }

    private static long count(String line, char wanted) {
        return line.chars().filter(c -> c == wanted).count();
    }

    /** Index of the first of these names that is there; -1 when none is. */
    int indexOf(String... anyOf) {
        for (String name : anyOf) {
            if (names.contains(name)) {
                return names.indexOf(name);
            }
        }
        return -1;
    }

    boolean has(String... all) {
        return names.containsAll(List.of(all));
    }
}
