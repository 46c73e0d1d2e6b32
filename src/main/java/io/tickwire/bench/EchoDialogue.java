package io.tickwire.bench;

/** A text of fixed length that comes back as it went; it carries its number. */
final class EchoDialogue implements Dialogue {
    private static final String HEAD = "{\"n\":";
    /** Added to each number, so that all have the same length. */
    private static final long BASE = 1_000_000_000_000L;

    private static final int NUMBER_END = HEAD.length() + 13;

    private final String tail;

    /** @param size of a message, bytes */
    EchoDialogue(int size) {
        String start = ",\"pad\":\"";
        String end = "\"}";
        this.tail = start + "x".repeat(size - NUMBER_END - start.length() - end.length()) + end;
    }

    @Override
    public boolean welcomed() {
        return false;
    }

    @Override
    public String request(long seq) {
        return HEAD + (BASE + seq) + tail;
    }

    @Override
    public Answer read(String text) {
        boolean whole = text.startsWith(HEAD)
                && text.length() == NUMBER_END + tail.length()
                && text.startsWith(tail, NUMBER_END);
        return whole
                ? Answer.good(Long.parseLong(text, HEAD.length(), NUMBER_END, 10) - BASE)
                : Answer.bad(-1, "not what was sent");
    }
}
