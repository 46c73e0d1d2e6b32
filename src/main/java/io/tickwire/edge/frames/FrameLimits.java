package io.tickwire.edge.frames;

/**
 * How much one message may be.
 *
 * @param maxFrameBytes largest payload of one frame
 * @param maxMessageBytes largest message, its fragments together
 * @param partBytes a message longer than this is handed on in parts of this size
 */
public record FrameLimits(int maxFrameBytes, int maxMessageBytes, int partBytes) {

    public FrameLimits {
        if (partBytes < 1 || maxFrameBytes > maxMessageBytes || partBytes > maxMessageBytes) {
            throw new IllegalArgumentException("frame " + maxFrameBytes + ", message " + maxMessageBytes + ", part "
                    + partBytes + ": frames and parts are not larger than messages");
        }
    }

    /** Every message is handed on as one part. */
    public static FrameLimits whole(int maxFrameBytes, int maxMessageBytes) {
        return new FrameLimits(Math.min(maxFrameBytes, maxMessageBytes), maxMessageBytes, maxMessageBytes);
    }

    /** Messages are handed on in parts: the memory of a connection does not grow with its messages. */
    public static FrameLimits inParts(int maxMessageBytes, int partBytes) {
        return new FrameLimits(maxMessageBytes, maxMessageBytes, Math.min(partBytes, maxMessageBytes));
    }
}
