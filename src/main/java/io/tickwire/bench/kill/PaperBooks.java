package io.tickwire.bench.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the broker booked, read from its ledger file as text: a witness that shares no code with the broker. Collected
 * over the rounds, because the file forgets old deals.
 */
final class PaperBooks {
    private final ObjectMapper json = new ObjectMapper();
    private final Path ledger;
    private final Map<String, Set<Long>> ordersByTag = new HashMap<>();
    private final Set<Long> deals = new HashSet<>();

    PaperBooks(Path ledger) {
        this.ledger = ledger;
    }

    /** Reads the file again; a line that is being written is left for the next time. */
    void read() throws IOException {
        List<String> lines = Files.readAllLines(ledger);
        for (int i = 0; i < lines.size(); i++) {
            int space = lines.get(i).indexOf(' ');
            try {
                json.readTree(lines.get(i).substring(space + 1)).forEach(this::collect);
            } catch (IOException torn) {
                if (i < lines.size() - 1) {
                    throw torn;
                }
            }
        }
    }

    private void collect(JsonNode fact) {
        if (fact.path("is").asText().equals("deal")) {
            JsonNode deal = fact.get("deal");
            deals.add(deal.get("ticket").longValue());
            ordersByTag
                    .computeIfAbsent(deal.get("comment").textValue(), key -> new HashSet<>())
                    .add(deal.get("order").longValue());
        }
    }

    /** Orders that carry each tag. */
    Map<String, Set<Long>> ordersByTag() {
        return ordersByTag;
    }

    int deals() {
        return deals.size();
    }
}
