package io.tickwire.edge.frames;

import io.netty.buffer.ByteBuf;
import io.tickwire.edge.frames.Received.Close;
import io.tickwire.edge.frames.Received.Part;
import io.tickwire.edge.frames.Received.Ping;
import io.tickwire.edge.frames.Received.Pong;
import io.tickwire.edge.frames.Received.Violation;
import io.tickwire.protocol.CloseCode;
import java.util.zip.DataFormatException;

/**
 * Reads what a WebSocket client sends, however TCP cuts it: frames in, messages out, every rule of RFC 6455 §5 and §8.1
 * checked at the first byte that breaks it. It never writes or closes. One thread.
 */
public final class FrameReader {
    private static final int SHORT_LENGTH = 126;
    private static final int LONG_LENGTH = 127;
    private static final int HEAD_BYTES = 2;
    private static final int KEY_BYTES = 4;

    private final FrameLimits limits;
    private final Deflation deflation;
    private final MessageBuffer message;
    private final Utf8Stream utf8 = new Utf8Stream();
    private boolean inFrame;
    private boolean last;
    private int opcode;
    private int key;
    private long length;
    private long read;
    private boolean finished;
    private boolean deflated;

    /** @param deflation what was negotiated, null for none; only where messages are handed on whole */
    public FrameReader(FrameLimits limits, Deflation deflation) {
        this.limits = limits;
        this.deflation = deflation;
        this.message = new MessageBuffer(limits.partBytes());
    }

    /**
     * What the peer said next, or null when that takes more bytes. A buffer is given again with what it still holds;
     * after a close or a violation everything is skipped.
     */
    public Received next(ByteBuf in) {
        while (!finished) {
            if (!inFrame) {
                Violation broken = header(in);
                if (broken != null) {
                    return end(broken);
                }
                if (!inFrame) {
                    return null;
                }
            }
            Received received = FrameRules.isControl(opcode) ? control(in) : data(in);
            if (received != null || inFrame) {
                return received;
            }
        }
        in.skipBytes(in.readableBytes());
        return null;
    }

    private Received end(Received lastWord) {
        finished = true;
        return lastWord;
    }

    /** Enters a frame when its header is there. */
    private Violation header(ByteBuf in) {
        if (in.readableBytes() < HEAD_BYTES) {
            return null;
        }
        int at = in.readerIndex();
        int first = in.getUnsignedByte(at);
        int second = in.getUnsignedByte(at + 1);
        Violation broken = FrameRules.check(first, second, message.isOpen(), deflation != null);
        int shortest = second & FrameRules.LENGTH;
        int lengthBytes = shortest == LONG_LENGTH ? Long.BYTES : shortest == SHORT_LENGTH ? Short.BYTES : 0;
        if (broken != null || in.readableBytes() < HEAD_BYTES + lengthBytes + KEY_BYTES) {
            return broken;
        }
        in.skipBytes(HEAD_BYTES);
        length = lengthBytes == 0 ? shortest : lengthBytes == Short.BYTES ? in.readUnsignedShort() : in.readLong();
        if (length < 0
                || lengthBytes == Short.BYTES && length < SHORT_LENGTH
                || lengthBytes == Long.BYTES && length <= 0xFFFF) {
            // RFC 6455 §5.2: the highest bit is 0, and the shortest form is used.
            return FrameRules.broken("length of a frame is not written in the shortest form");
        }
        key = in.readInt();
        opcode = first & FrameRules.OPCODE;
        if (!FrameRules.isControl(opcode) && opcode != FrameRules.CONTINUATION) {
            deflated = (first & FrameRules.DEFLATED) != 0;
        }
        last = (first & FrameRules.FIN) != 0;
        read = 0;
        inFrame = true;
        return FrameRules.isControl(opcode) ? null : begin();
    }

    private Violation begin() {
        if (opcode != FrameRules.CONTINUATION) {
            message.open(opcode == FrameRules.TEXT);
        }
        if (length > limits.maxFrameBytes()) {
            return new Violation(CloseCode.TOO_BIG, "frame larger than " + limits.maxFrameBytes() + " bytes");
        }
        return message.total() + length > limits.maxMessageBytes()
                ? new Violation(CloseCode.TOO_BIG, "message larger than " + limits.maxMessageBytes() + " bytes")
                : null;
    }

    private Received control(ByteBuf in) {
        if (in.readableBytes() < length) {
            return null;
        }
        inFrame = false;
        byte[] payload = new byte[(int) length];
        in.readBytes(payload);
        Mask.remove(payload, 0, payload.length, key, 0);
        if (opcode == FrameRules.PING) {
            return new Ping(payload);
        }
        if (opcode == FrameRules.PONG) {
            return new Pong();
        }
        Violation broken = FrameRules.checkClose(payload);
        return end(broken == null ? new Close(payload) : broken);
    }

    private Received data(ByteBuf in) {
        while (read < length && in.isReadable()) {
            if (message.isFull()) {
                return message.take(false);
            }
            int from = message.size();
            int count = message.append(in, length - read);
            Mask.remove(message.bytes(), from, from + count, key, read);
            read += count;
            if (message.isText() && !deflated && !utf8.accept(message.bytes(), from, from + count)) {
                return end(notUtf8());
            }
        }
        if (read < length) {
            return null;
        }
        inFrame = false;
        if (!last) {
            return null;
        }
        if (deflated) {
            return inflated(message.take(true));
        }
        if (message.isText() && !utf8.isComplete()) {
            return end(notUtf8());
        }
        return message.take(true);
    }

    private Received inflated(Part part) {
        try {
            byte[] payload = deflation.inflate(part.payload(), limits.maxMessageBytes());
            if (payload == null) {
                return end(
                        new Violation(CloseCode.TOO_BIG, "message larger than " + limits.maxMessageBytes() + " bytes"));
            }
            if (part.text() && !(utf8.accept(payload, 0, payload.length) && utf8.isComplete())) {
                return end(notUtf8());
            }
            return Part.whole(payload, part.text());
        } catch (DataFormatException wrong) {
            return end(new Violation(CloseCode.INVALID_UTF8, "message cannot be inflated"));
        }
    }

    private static Violation notUtf8() {
        // RFC 6455 §8.1.
        return new Violation(CloseCode.INVALID_UTF8, "text message is not UTF-8");
    }
}
