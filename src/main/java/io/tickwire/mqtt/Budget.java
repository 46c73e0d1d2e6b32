package io.tickwire.mqtt;

/** Memory of all messages that wait for somebody, each counted once. Owner: the broker's thread. */
final class Budget {
    private final long maxBytes;
    private long bytes;

    Budget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** One more waits with the message; false, and nothing is counted, when there is no room. */
    boolean take(Message message) {
        if (message.used(0) == 0) {
            if (bytes + message.bytes() > maxBytes) {
                return false;
            }
            bytes += message.bytes();
        }
        message.used(1);
        return true;
    }

    /** One more waits with the message, whatever the bound: it was promised. */
    void force(Message message) {
        if (message.used(1) == 1) {
            bytes += message.bytes();
        }
    }

    /** One less. */
    void give(Message message) {
        if (message.used(-1) == 0) {
            bytes -= message.bytes();
        }
    }

    long bytes() {
        return bytes;
    }
}
