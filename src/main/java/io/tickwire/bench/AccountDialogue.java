package io.tickwire.bench;

import java.util.ArrayDeque;

/**
 * Reports of an account, 310 bytes: a message that a bridge has to check field by field and answers by itself. The others
 * send it back as it came. Answers come in the order of a connection's requests.
 */
final class AccountDialogue implements Dialogue {
    private static final String REQUEST =
            "{\"type\":\"account_info\",\"timestamp\":\"2026-01-27T10:00:00.000Z\",\"data\":{"
                    + "\"balance\":10000.25,\"equity\":10012.75,\"margin\":120.5,\"free_margin\":9892.25,\"margin_level\":8309.34,"
                    + "\"profit\":12.5,\"currency\":\"USD\",\"leverage\":500,\"login\":\"12345678\",\"server\":\"Tickwire-Demo-Server-01\","
                    + "\"company\":\"Tickwire Paper Broker Ltd.\"}}";
    private static final String EXPECTED = "{\"type\":\"account_info_processed\",\"status\":\"success\"";

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
        return text.startsWith(EXPECTED) || text.equals(REQUEST)
                ? Answer.good(seq)
                : Answer.bad(seq, TextField.reason(text));
    }
}
