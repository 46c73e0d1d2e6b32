package io.tickwire.client;

import io.tickwire.domain.message.Resume;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Where the executions stand, so that they are resumed without a hole and without a double. Owner: the client's context. */
final class Executions {
    private static final Resume BEGINNING = new Resume(0, 0);

    private final Consumer<String> onGap;
    private final Map<String, ExecutionPlace> places = new HashMap<>();
    private Resume from;
    private Resume seed;
    private String sinceTimestamp = "";
    private int sinceConnection;

    /** @param onGap told the account of which events are missing */
    Executions(Consumer<String> onGap) {
        this.onGap = onGap;
    }

    /** Somebody begins to listen; {@code since} is where an earlier client stopped, or null. */
    void listen(Resume since) {
        if (from == null) {
            from = since;
            seed = since;
        }
    }

    /** The first connection on which they are listened to: what was before it is not ours. */
    void connected(int connection, String timestamp) {
        if (sinceConnection == 0) {
            sinceConnection = connection;
            sinceTimestamp = timestamp;
        }
    }

    /** What to ask from; null = from now on. Later connections ask from the beginning as long as there is no place. */
    Resume since(int connection) {
        return from != null ? from : connection == sinceConnection ? null : BEGINNING;
    }

    Resume place() {
        return from;
    }

    /** Whether an event is news. */
    boolean take(ChannelEvent event) {
        String account = event.data().path("account").asText("");
        if (!places.containsKey(account)) {
            if (event.timestamp().compareTo(sinceTimestamp) < 0) {
                return false;
            }
            Resume before = seed != null ? seed : new Resume(event.epoch(), event.seq() - 1);
            places.put(account, new ExecutionPlace(before));
            seed = null;
        }
        ExecutionPlace.Verdict verdict = places.get(account).take(event.epoch(), event.seq());
        if (verdict == ExecutionPlace.Verdict.OLD) {
            return false;
        }
        from = new Resume(event.epoch(), event.seq());
        if (verdict == ExecutionPlace.Verdict.GAP) {
            onGap.accept(account);
        }
        return true;
    }
}
