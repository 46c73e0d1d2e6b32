package io.tickwire.execution;

import io.tickwire.domain.message.AgentList.Agent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Expert Advisors that are alive, by name and magic number. One that was silent for three heartbeats is forgotten; at the
 * bound the one that is silent longest makes room. Owner: the executor's context.
 */
final class AgentRegistry {
    private static final int MISSED = 3;

    private final int capacity;
    private final long expiryMs;
    /** The one that spoke last at the end. */
    private final Map<String, Seen> agents = new LinkedHashMap<>(16, 0.75f, true);
    /** Under which key a name spoke last: some messages carry no magic number. */
    private final Map<String, String> latest = new HashMap<>();

    private static final class Seen {
        private final String ea;
        private final long magic;
        private String symbol;
        private long lastMsc;
        private long messages;

        Seen(String ea, long magic) {
            this.ea = ea;
            this.magic = magic;
        }
    }

    AgentRegistry(int capacity, Duration heartbeat) {
        this.capacity = capacity;
        this.expiryMs = MISSED * heartbeat.toMillis();
    }

    /** It spoke, and said who it is. */
    void heard(String ea, String symbol, long magic, long nowMsc) {
        String key = ea + '_' + magic;
        if (!agents.containsKey(key) && agents.size() >= capacity) {
            Iterator<Map.Entry<String, Seen>> silent = agents.entrySet().iterator();
            forget(silent.next());
            silent.remove();
        }
        Seen seen = agents.computeIfAbsent(key, unknown -> new Seen(ea, magic));
        seen.symbol = symbol;
        latest.put(ea, key);
        spoke(seen, nowMsc);
    }

    /** It spoke without its magic number: it counts for the one of that name that spoke last. */
    void heard(String ea, long nowMsc) {
        String key = latest.get(ea);
        Seen seen = key == null ? null : agents.get(key);
        if (seen != null) {
            spoke(seen, nowMsc);
        }
    }

    private static void spoke(Seen seen, long nowMsc) {
        seen.lastMsc = nowMsc;
        seen.messages++;
    }

    /** Forgets who was silent for too long. */
    void expire(long nowMsc) {
        Iterator<Map.Entry<String, Seen>> all = agents.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Seen> next = all.next();
            if (nowMsc - next.getValue().lastMsc < expiryMs) {
                // The others spoke later.
                return;
            }
            forget(next);
            all.remove();
        }
    }

    private void forget(Map.Entry<String, Seen> gone) {
        latest.remove(gone.getValue().ea, gone.getKey());
    }

    /** Those alive now, the one that is silent longest first. */
    List<Agent> alive(long nowMsc, ToDoubleFunction<String> multipliers, ToDoubleFunction<String> profits) {
        expire(nowMsc);
        List<Agent> alive = new ArrayList<>(agents.size());
        for (Seen seen : agents.values()) {
            alive.add(new Agent(
                    seen.ea,
                    seen.symbol,
                    seen.magic,
                    seen.lastMsc,
                    seen.messages,
                    multipliers.applyAsDouble(seen.ea),
                    profits.applyAsDouble(seen.ea)));
        }
        return alive;
    }

    int size() {
        return agents.size();
    }
}
