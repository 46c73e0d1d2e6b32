package io.tickwire.bench;

import java.util.ArrayDeque;
import java.util.UUID;

/**
 * Signals of the bridge profile: opens a small position, and closes it by its ticket as soon as it is known, so that
 * positions stay as few as messages are under way.
 */
final class SignalDialogue implements Dialogue {
    private static final String HEAD =
            "{\"type\":\"trading_signal\",\"timestamp\":\"2026-01-27T10:00:00.000Z\",\"data\":{\"signal_id\":\"";
    private static final String OPEN =
            "\",\"symbol\":\"EURUSD\",\"action\":\"BUY\",\"volume\":0.01,\"comment\":\"bench\","
                    + "\"urgency\":\"medium\",\"magic\":234000}}";
    private static final String CLOSE =
            "\",\"symbol\":\"EURUSD\",\"action\":\"CLOSE\",\"comment\":\"bench\",\"ticket\":";

    private final long run;
    private final ArrayDeque<String> open = new ArrayDeque<>();

    /** @param run tells the signal ids of this load from those of any other */
    SignalDialogue(long run) {
        this.run = run;
    }

    @Override
    public boolean welcomed() {
        return true;
    }

    @Override
    public String request(long seq) {
        String id = new UUID(run, seq).toString();
        String ticket = open.poll();
        return ticket == null ? HEAD + id + OPEN : HEAD + id + CLOSE + ticket + "}}";
    }

    @Override
    public Answer read(String text) {
        String id = TextField.of(text, "\"signal_id\":\"");
        if (id.isEmpty()) {
            return Answer.bad(-1, TextField.reason(text));
        }
        long seq = UUID.fromString(id).getLeastSignificantBits();
        if (!TextField.of(text, "\"status\":\"").equals("success")) {
            return Answer.bad(seq, TextField.reason(text));
        }
        if (TextField.of(text, "\"type\":\"", text.indexOf("\"result\"")).equals("buy")) {
            open.add(TextField.of(text, "\"position_id\":\""));
        }
        return Answer.good(seq);
    }
}
