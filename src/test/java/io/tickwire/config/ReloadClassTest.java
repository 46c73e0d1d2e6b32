package io.tickwire.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.ops.UnitPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ReloadClassTest {
    @Test
    void eachKeyHasItsClass() {
        List<String> forgotten = ConfigTree.keys(TickwireConfig.class).stream()
                .filter(key -> ReloadClass.of(key).isEmpty())
                .toList();
        assertEquals(List.of(), forgotten, "say in ReloadClass what a change of these takes");
    }

    @Test
    void eachNameIsOfOneClassAndOfSomeKey() {
        List<String> names = new ArrayList<>();
        for (ReloadClass it : ReloadClass.values()) {
            names.addAll(it.names());
            for (String name : it.names()) {
                assertTrue(
                        ConfigTree.keys(TickwireConfig.class).stream()
                                .anyMatch(key -> key.equals(name) || key.startsWith(name + ".")),
                        "no key begins with " + name);
            }
        }
        assertEquals(names.size(), Set.copyOf(names).size(), names.toString());
    }

    @Test
    void theDocumentSaysTheSame() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        for (ReloadClass it : ReloadClass.values()) {
            String action = it == ReloadClass.RESTART
                    ? "restart"
                    : it == ReloadClass.LOG
                            ? "at once"
                            : it == ReloadClass.INSTANCES ? "scales" : String.join(", ", it.redeployed());
            it.names().forEach(name -> expected.put(name, action));
        }
        assertEquals(expected, table("| Key | What a change takes |"));
    }

    @Test
    void theDocumentHasThePolicyOfEachKind() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        UnitPolicy.kinds()
                .forEach((kind, policy) -> expected.put(
                        kind,
                        (policy.maxInstances() == 1 ? "1" : "1 to " + policy.maxInstances()) + " | "
                                + (policy.order() == UnitPolicy.Order.NEW_FIRST ? "new" : "old") + " | "
                                + policy.without() + (policy.vital() ? " (only by force)" : "")));
        assertEquals(expected, table("| Verticle | Instances | First |"));
    }

    /** The rows of the table with this head: the first cell, and the cells that follow it. */
    private static Map<String, String> table(String head) throws IOException {
        Map<String, String> rows = new TreeMap<>();
        List<String> lines = Files.readAllLines(Path.of("src/docs/operating.md"));
        int at = 0;
        while (at < lines.size() && !lines.get(at).startsWith(head)) {
            at++;
        }
        for (int i = at + 2; i < lines.size() && lines.get(i).startsWith("|"); i++) {
            String[] cells = lines.get(i).substring(1).split("\\|", 2);
            String rest = cells[1].strip();
            rows.put(
                    cells[0].strip().replace("`", ""),
                    rest.substring(0, rest.length() - 1).strip().replace("`", ""));
        }
        return rows;
    }

    @Test
    void namesWhatDiffersAndTakesOnlyWhatCanChange() throws ConfigException {
        TickwireConfig before = new ConfigLoader(Map.of()).parse("{}", "before");
        TickwireConfig after = new ConfigLoader(Map.of())
                .parse(
                        "{\"http\":{\"port\":9001,\"allowedOrigins\":[\"loopback\"]},\"risk\":{\"maxLots\":2},"
                                + "\"terminals\":[{\"id\":\"sim\",\"tickMode\":\"poll\"}]}",
                        "after");
        assertEquals(
                Set.of("http.port", "http.allowedOrigins", "risk.maxLots", "terminals[0].tickMode"),
                ConfigTree.changed(before, after));
        TickwireConfig merged = ConfigTree.merge(before, after, ReloadClass::isLive);
        assertEquals(Set.of("http.allowedOrigins", "risk.maxLots"), ConfigTree.changed(before, merged));
    }
}
