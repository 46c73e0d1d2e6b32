package io.tickwire.bench;

import java.util.ArrayDeque;

/** Heartbeats of the bridge profile. Their answers carry no id: one connection's come in the order of its requests. */
final class HeartbeatDialogue implements Dialogue {
    private static final String REQUEST = "{\"type\":\"heartbeat\",\"timestamp\":\"2026-01-27T10:00:00.000Z\","
            + "\"data\":{\"client\":\"tickwire-bench\",\"client_version\":\"1.0\"}}";
    private static final String EXPECTED = "{\"type\":\"heartbeat_response\"";

    private final ArrayDeque<Long> waiting = new ArrayDeque<>();

    @Override
    public boolean welcomed() {
        return true;
    }

    @Override
    public String request(long seq) {
        waiting.add(seq);
        return REQUEST;
    }

    @Override
    public Answer read(String text) {
        long seq = waiting.isEmpty() ? -1 : waiting.poll();
        return text.startsWith(EXPECTED) ? Answer.good(seq) : Answer.bad(seq, TextField.reason(text));
    }
}
