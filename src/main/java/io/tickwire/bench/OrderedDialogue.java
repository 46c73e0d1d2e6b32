package io.tickwire.bench;

import java.util.ArrayDeque;
import java.util.function.Predicate;

/** The same request of the bridge profile again and again. Answers carry no id: one connection's come in order. */
final class OrderedDialogue implements Dialogue {
    private static final String HEARTBEAT = "{\"type\":\"heartbeat\",\"timestamp\":\"2026-01-27T10:00:00.000Z\","
            + "\"data\":{\"client\":\"tickwire-bench\",\"client_version\":\"1.0\"}}";
    private static final String ACCOUNT =
            "{\"type\":\"account_info\",\"timestamp\":\"2026-01-27T10:00:00.000Z\",\"data\":{"
                    + "\"balance\":10000.25,\"equity\":10012.75,\"margin\":120.5,\"free_margin\":9892.25,\"margin_level\":8309.34,"
                    + "\"profit\":12.5,\"currency\":\"USD\",\"leverage\":500,\"login\":\"12345678\",\"server\":\"Tickwire-Demo-Server-01\","
                    + "\"company\":\"Tickwire Paper Broker Ltd.\"}}";
    private static final String PROCESSED = "{\"type\":\"account_info_processed\",\"status\":\"success\"";

    private final String request;
    private final Predicate<String> good;
    private final ArrayDeque<Long> waiting = new ArrayDeque<>();

    private OrderedDialogue(String request, Predicate<String> good) {
        this.request = request;
        this.good = good;
    }

    static OrderedDialogue heartbeats() {
        return new OrderedDialogue(HEARTBEAT, text -> text.startsWith("{\"type\":\"heartbeat_response\""));
    }

    /** A report of 310 bytes, that a bridge has to check field by field and answers by itself; others send it back. */
    static OrderedDialogue accountReports() {
        return new OrderedDialogue(ACCOUNT, text -> text.startsWith(PROCESSED) || text.equals(ACCOUNT));
    }

    @Override
    public boolean welcomed() {
        return true;
    }

    @Override
    public String request(long seq) {
        waiting.add(seq);
        return request;
    }

    @Override
    public Answer read(String text) {
        long seq = waiting.isEmpty() ? -1 : waiting.poll();
        return good.test(text) ? Answer.good(seq) : Answer.bad(seq, TextField.reason(text));
    }
}
