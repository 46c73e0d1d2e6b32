package io.tickwire.edge.frames;

import io.tickwire.edge.frames.Received.Violation;
import io.tickwire.protocol.CloseCode;

/** The rules of RFC 6455 that a frame's first two bytes and a close frame's payload must keep. */
final class FrameRules {
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;
    static final int FIN = 0x80;
    static final int MASKED = 0x80;
    static final int OPCODE = 0x0F;
    static final int LENGTH = 0x7F;
    static final int MAX_CONTROL_BYTES = 125;
    static final int DEFLATED = 0x40;
    private static final int RESERVED_BITS = 0x70;
    private static final int FIRST_OWN_CODE = 3000;
    private static final int LAST_OWN_CODE = 4999;

    private FrameRules() {}

    static boolean isControl(int opcode) {
        return opcode >= CLOSE;
    }

    /**
     * What is wrong with a frame that begins so, or null.
     *
     * @param inMessage whether a fragmented message is under way
     * @param deflating whether permessage-deflate was negotiated
     */
    static Violation check(int first, int second, boolean inMessage, boolean deflating) {
        // RFC 7692 §6: the first bit, on the first frame of a message.
        int meaning = deflating && !isControl(first & OPCODE) && (first & OPCODE) != CONTINUATION ? DEFLATED : 0;
        if ((first & RESERVED_BITS & ~meaning) != 0) {
            // RFC 6455 §5.2: no extension was negotiated that would give them a meaning.
            return broken("reserved bits are set");
        }
        if ((second & MASKED) == 0) {
            // RFC 6455 §5.1.
            return broken("frame is not masked");
        }
        int opcode = first & OPCODE;
        return switch (opcode) {
            case CONTINUATION -> inMessage ? null : broken("continuation of nothing");
            case TEXT, BINARY -> inMessage ? broken("new message inside a fragmented one") : null;
            case CLOSE, PING, PONG -> control(first, second);
            default -> broken("reserved opcode " + opcode);
        };
    }

    /** RFC 6455 §5.5. */
    private static Violation control(int first, int second) {
        if ((first & FIN) == 0) {
            return broken("fragmented control frame");
        }
        return (second & LENGTH) > MAX_CONTROL_BYTES ? broken("control frame longer than 125 bytes") : null;
    }

    /** What is wrong with the payload of a close frame, or null. RFC 6455 §5.5.1 and §7.4. */
    static Violation checkClose(byte[] payload) {
        if (payload.length == 0) {
            return null;
        }
        if (payload.length == 1) {
            return broken("close frame with half a code");
        }
        int code = (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        if (!mayBeSent(code)) {
            return broken("close code " + code + " may not be sent");
        }
        Utf8Stream reason = new Utf8Stream();
        return reason.accept(payload, 2, payload.length) && reason.isComplete()
                ? null
                : new Violation(CloseCode.INVALID_UTF8, "close reason is not UTF-8");
    }

    /** 1004 is reserved; 1005, 1006 and 1015 are never on the wire; 1012 to 1014 are registered with the IANA. */
    private static boolean mayBeSent(int code) {
        return code >= 1000 && code <= 1003
                || code >= 1007 && code <= 1014
                || code >= FIRST_OWN_CODE && code <= LAST_OWN_CODE;
    }

    static Violation broken(String reason) {
        return new Violation(CloseCode.PROTOCOL_ERROR, reason);
    }
}
