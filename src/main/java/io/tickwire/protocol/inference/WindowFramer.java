package io.tickwire.protocol.inference;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Cuts what a TCP client sends into windows; there is no framing on the wire. Every byte is looked at once, however TCP
 * cuts the stream, and no more is kept than the largest window and what was received behind it. Owner: one thread.
 *
 * <p>Call {@link #append} with what arrives and {@link #next} until it says {@link Event#NONE}; then {@link #pause} when
 * nothing more can be read at present, {@link #quiet} when that lasts, {@link #end} when the client sends no more.
 */
public final class WindowFramer {
    private static final byte[] NOTHING = {};
    /** What a client that sends one window after the other may keep between them. */
    private static final int KEPT = 16 * 1024;

    private final int windowSize;
    private final int maxBytes;
    private byte[] bytes = NOTHING;
    /** Where the window under way begins; below it is what was told of last. */
    private int start;

    private int scanned;
    private int end;
    private int commas;
    private int lastComma = -1;
    /** The last byte that is neither white space nor a terminator; below {@code start} the window is blank. */
    private int lastSolid = -1;

    private boolean skipping;
    private int from;
    private int to;

    /**
     * @param windowSize values after which a window that ends with a comma is complete
     * @param maxBytes of one window
     */
    public WindowFramer(int windowSize, int maxBytes) {
        this.windowSize = windowSize;
        this.maxBytes = maxBytes;
    }

    /** What became of the bytes. */
    public enum Event {
        /** Nothing yet. */
        NONE,
        /** A window is complete: see {@link #from} and {@link #to}, until the next call. */
        WINDOW,
        /** A window is over the limit. It is told once; the rest of the window is skipped. */
        TOO_LARGE
    }

    static boolean isSpace(byte letter) {
        return letter == ' ' || letter == '\t' || letter == '\r';
    }

    static boolean isTerminator(byte letter) {
        return letter == 0 || letter == '\n';
    }

    /** Takes over what was received. */
    public void append(ByteBuffer in) {
        int count = in.remaining();
        if (end + count > bytes.length) {
            makeRoom(count);
        }
        in.get(bytes, end, count);
        end += count;
    }

    private void makeRoom(int count) {
        int held = end - start;
        byte[] target = held + count <= bytes.length ? bytes : new byte[Math.max(held + count, 2 * held)];
        System.arraycopy(bytes, start, target, 0, held);
        bytes = target;
        lastComma -= start;
        lastSolid -= start;
        scanned -= start;
        start = 0;
        end = held;
    }

    /** Looks for the next terminator. */
    public Event next() {
        while (scanned < end) {
            int at = nextTerminator();
            if (at < end) {
                scanned = at + 1;
                Event event = complete(at);
                if (event != Event.NONE) {
                    return event;
                }
            }
        }
        return endOfBytes();
    }

    /** Scans to the next terminator, or to the end. */
    private int nextTerminator() {
        byte[] in = bytes;
        int solid = lastSolid;
        int at = scanned;
        for (; at < end; at++) {
            byte letter = in[at];
            if (letter > ',') {
                solid = at;
            } else if (letter == ',') {
                solid = at;
                lastComma = at;
                commas++;
            } else if (isTerminator(letter)) {
                break;
            } else if (!isSpace(letter)) {
                solid = at;
            }
        }
        lastSolid = solid;
        scanned = at;
        return at;
    }

    private Event endOfBytes() {
        boolean large = !skipping && end - start > maxBytes;
        skipping |= large;
        if (skipping || isBlank()) {
            begin(end);
        }
        if (start == end) {
            begin(0);
            scanned = 0;
            end = 0;
            lastComma = -1;
            lastSolid = -1;
            bytes = bytes.length > KEPT ? NOTHING : bytes;
        }
        return large ? Event.TOO_LARGE : Event.NONE;
    }

    /** The window under way ends before {@code at}, and the next one begins behind what was looked at. */
    private Event complete(int at) {
        boolean nothing = skipping || isBlank();
        from = start;
        to = at;
        skipping = false;
        begin(scanned);
        return nothing ? Event.NONE : to - from > maxBytes ? Event.TOO_LARGE : Event.WINDOW;
    }

    private void begin(int at) {
        start = at;
        commas = 0;
    }

    private boolean isBlank() {
        return lastSolid < start;
    }

    /** Nothing more is to be read at present: exactly so many values and a comma are a window, and so is "stop". */
    public Event pause() {
        boolean full = commas == windowSize && lastSolid == lastComma;
        return !skipping && (full || isStop()) ? complete(end) : Event.NONE;
    }

    /** Nothing came for a while: a window that may be complete is. A number that has begun is waited for. */
    public Event quiet() {
        return skipping || !isBlank() && !isHalf() ? complete(end) : Event.NONE;
    }

    /** The client sends no more. */
    public Event end() {
        return complete(end);
    }

    /** Whether silence would mean something. */
    public boolean isOpen() {
        return skipping || !isBlank();
    }

    private boolean isStop() {
        return lastSolid + 1 - start == 4 && text(start, 4).equals("stop");
    }

    /** Whether what came last cannot be all of it: half a number, half a word, a credential without its newline. */
    private boolean isHalf() {
        if (lastSolid == lastComma) {
            return false;
        }
        String head = text(start, Math.min(lastSolid + 1 - start, 5));
        if ("auth ".startsWith(head) || "stop".startsWith(head)) {
            return true;
        }
        int token = Math.max(start, lastComma + 1);
        while (isSpace(bytes[token])) {
            token++;
        }
        for (int i = token; i <= lastSolid; i++) {
            if ("0123456789+-.eE".indexOf(bytes[i]) < 0) {
                return false;
            }
        }
        return new DecimalParser().read(bytes, token, lastSolid + 1) <= lastSolid;
    }

    private String text(int begin, int length) {
        return new String(bytes, begin, length, StandardCharsets.ISO_8859_1);
    }

    /** The array with the window. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the window begins. */
    public int from() {
        return from;
    }

    /** Behind the window's last byte. */
    public int to() {
        return to;
    }
}
