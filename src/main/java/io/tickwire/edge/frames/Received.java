package io.tickwire.edge.frames;

import io.tickwire.protocol.CloseCode;

/** What a peer said. */
public sealed interface Received {

    /**
     * A message, or a part of one that is longer than {@link FrameLimits#partBytes()}. Text is UTF-8, but a part may end
     * inside a character.
     *
     * @param text whether the message is text
     * @param first whether the message begins here
     * @param last whether the message ends here
     */
    record Part(byte[] payload, boolean text, boolean first, boolean last) implements Received {

        public static Part whole(byte[] payload, boolean text) {
            return new Part(payload, text, true, true);
        }
    }

    /** To be answered with a pong of the same payload. */
    record Ping(byte[] payload) implements Received {}

    /** Asked for or not. */
    record Pong() implements Received {}

    /**
     * The peer's last frame. Nothing follows.
     *
     * @param payload as it came: a code and a reason, or nothing
     */
    record Close(byte[] payload) implements Received {}

    /** The peer broke the rules: it is to be told so, and not to be listened to any more. Nothing follows. */
    record Violation(CloseCode code, String reason) implements Received {}
}
