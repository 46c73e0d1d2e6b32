package io.tickwire.protocol.inference;

/** What a client said in one piece of text. */
public sealed interface Asked {

    /**
     * A window.
     *
     * @param values closing prices, oldest first, all finite; of a long window the newest ones
     */
    record Closes(double[] values) implements Asked {}

    /** The client ends its session. */
    record Stop() implements Asked {}

    /** A credential, which a plain TCP client shows in its first line. */
    record Auth(String secret) implements Asked {
        @Override
        public String toString() {
            return "Auth[hidden]";
        }
    }

    /** Not a window, and why not, with what to do about it. */
    record Malformed(String why) implements Asked {}
}
