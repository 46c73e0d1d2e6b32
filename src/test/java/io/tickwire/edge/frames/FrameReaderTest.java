package io.tickwire.edge.frames;

import static io.tickwire.edge.frames.ClientFrame.BINARY;
import static io.tickwire.edge.frames.ClientFrame.CLOSE;
import static io.tickwire.edge.frames.ClientFrame.CONTINUATION;
import static io.tickwire.edge.frames.ClientFrame.PING;
import static io.tickwire.edge.frames.ClientFrame.PONG;
import static io.tickwire.edge.frames.ClientFrame.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tickwire.protocol.CloseCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameReaderTest {
    private static final FrameLimits LIMITS = FrameLimits.whole(1000, 2000);

    private final FrameReader reader = new FrameReader(LIMITS, null);

    static byte[] bytes(ClientFrame... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ClientFrame frame : frames) {
            all.writeBytes(frame.bytes());
        }
        return all.toByteArray();
    }

    /** Everything that a reader makes of bytes which come in pieces; a piece is read before the next one comes. */
    static List<String> read(FrameReader reader, byte[] bytes, int... cuts) {
        List<String> said = new ArrayList<>();
        ByteBuf waiting = Unpooled.buffer();
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int to = i < cuts.length ? cuts[i] : bytes.length;
            waiting.writeBytes(bytes, from, to - from);
            from = to;
            Received received;
            while ((received = reader.next(waiting)) != null) {
                said.add(render(received));
            }
        }
        return said;
    }

    static String render(Received received) {
        if (received instanceof Received.Part part) {
            return (part.first() ? part.text() ? "text " : "binary " : "more ")
                    + latin(part.payload())
                    + (part.last() ? "" : " ...");
        }
        if (received instanceof Received.Ping ping) {
            return "ping " + latin(ping.payload());
        }
        if (received instanceof Received.Close close) {
            return "close " + latin(close.payload());
        }
        if (received instanceof Received.Violation violation) {
            return violation.code() + " " + violation.reason();
        }
        return "pong";
    }

    private static String latin(byte[] payload) {
        return new String(payload, StandardCharsets.ISO_8859_1);
    }

    private List<String> said(ClientFrame... frames) {
        return read(reader, bytes(frames));
    }

    @Test
    void hearsMessagesPingsPongsAndTheCloseInTheirOrder() {
        assertEquals(
                List.of("text ab", "ping x", "binary cdef", "pong", "text ", "close \u0003\u00e8bye"),
                said(
                        ClientFrame.text("ab"),
                        ClientFrame.of(BINARY, "cd").open(),
                        ClientFrame.of(PING, "x"),
                        ClientFrame.of(CONTINUATION, "").open(),
                        ClientFrame.of(CONTINUATION, "ef"),
                        ClientFrame.of(PONG, "unasked"),
                        ClientFrame.text(""),
                        ClientFrame.close(1000, "bye"),
                        ClientFrame.text("too late")));
    }

    @Test
    void keepsAMessageWhoseFirstFragmentIsEmpty() {
        assertEquals(
                List.of("text all of it"),
                said(ClientFrame.text("").open(), ClientFrame.of(CONTINUATION, "all of it")));
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5", "6", "7"})
    void refusesReservedBits(int bits) {
        assertEquals(
                List.of("text a", "PROTOCOL_ERROR reserved bits are set"),
                said(ClientFrame.text("a"), ClientFrame.text("b").reserved(bits), ClientFrame.of(PING, "")));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
    void refusesReservedOpcodes(int opcode) {
        assertEquals(List.of("PROTOCOL_ERROR reserved opcode " + opcode), said(ClientFrame.of(opcode, "")));
    }

    @Test
    void refusesFramesThatAreNotMasked() {
        assertEquals(
                List.of("PROTOCOL_ERROR frame is not masked"),
                said(ClientFrame.text("a").unmasked()));
    }

    @Test
    void refusesFragmentsThatAreOutOfTurn() {
        assertEquals(List.of("PROTOCOL_ERROR continuation of nothing"), said(ClientFrame.of(CONTINUATION, "a")));
        assertEquals(
                List.of("text ab", "PROTOCOL_ERROR continuation of nothing"),
                read(
                        new FrameReader(LIMITS, null),
                        bytes(
                                ClientFrame.text("a").open(),
                                ClientFrame.of(CONTINUATION, "b"),
                                ClientFrame.of(CONTINUATION, "c"))));
        assertEquals(
                List.of("PROTOCOL_ERROR new message inside a fragmented one"),
                read(new FrameReader(LIMITS, null), bytes(ClientFrame.text("a").open(), ClientFrame.text("b"))));
    }

    @ParameterizedTest
    @ValueSource(ints = {CLOSE, PING, PONG})
    void refusesControlFramesThatAreLongOrInPieces(int opcode) {
        assertEquals(
                List.of("PROTOCOL_ERROR fragmented control frame"),
                said(ClientFrame.of(opcode, "").open()));
        assertEquals(
                List.of("PROTOCOL_ERROR control frame longer than 125 bytes"),
                read(new FrameReader(LIMITS, null), bytes(ClientFrame.of(opcode, "*".repeat(126)))));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535})
    void refusesCloseCodesThatMayNotBeSent(int code) {
        assertEquals(
                List.of("PROTOCOL_ERROR close code " + code + " may not be sent"), said(ClientFrame.close(code, "")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1011, 1012, 1014, 3000, 4999})
    void takesCloseCodesThatMay(int code) {
        assertEquals(
                "close " + latin(new byte[] {(byte) (code >> 8), (byte) code}),
                said(ClientFrame.close(code, "")).get(0));
    }

    @Test
    void refusesACloseThatIsHalfACodeOrHasNoUtf8() {
        assertEquals(
                List.of("PROTOCOL_ERROR close frame with half a code"), said(ClientFrame.of(CLOSE, new byte[] {3})));
        assertEquals(
                List.of("INVALID_UTF8 close reason is not UTF-8"),
                read(new FrameReader(LIMITS, null), bytes(ClientFrame.close(1000, new byte[] {(byte) 0xC3}))));
    }

    @Test
    void refusesLengthsThatAreNotInTheShortestForm() {
        String why = "PROTOCOL_ERROR length of a frame is not written in the shortest form";
        byte[] two = ClientFrame.text("*".repeat(125)).bytes(2);
        byte[] eight = ClientFrame.text("*".repeat(126)).bytes(8);
        byte[] negative = {(byte) 0x82, (byte) 0xFF, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4};
        for (byte[] bytes : List.of(two, eight, negative)) {
            assertEquals(List.of(why), read(new FrameReader(LIMITS, null), bytes));
        }
    }

    @Test
    void refusesWhatIsTooLargeByTheHeaderAlone() {
        byte[] huge = {(byte) 0x82, (byte) 0xFF, 0x40, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4};
        assertEquals(List.of("TOO_BIG frame larger than 1000 bytes"), read(reader, huge));
        byte[] third = ClientFrame.of(CONTINUATION, "*".repeat(1)).bytes();
        byte[] all = bytes(
                ClientFrame.text("*".repeat(1000)).open(),
                ClientFrame.of(CONTINUATION, "*".repeat(1000)).open());
        FrameReader other = new FrameReader(LIMITS, null);
        assertEquals(List.of(), read(other, all));
        assertEquals(List.of("TOO_BIG message larger than 2000 bytes"), read(other, third));
    }

    @Test
    void refusesTextAtTheByteThatIsNotUtf8() {
        byte[] frame = bytes(ClientFrame.of(TEXT, new byte[] {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80, 'z'}));
        int head = frame.length - 5;
        ByteBuf in = Unpooled.buffer();
        in.writeBytes(frame, 0, head + 2);
        assertNull(reader.next(in));
        in.writeBytes(frame, head + 2, 1);
        assertEquals(new Received.Violation(CloseCode.INVALID_UTF8, "text message is not UTF-8"), reader.next(in));
        in.writeBytes(frame, head + 3, 2);
        assertNull(reader.next(in));
        assertFalse(in.isReadable());
    }

    @Test
    void refusesTextThatEndsInsideACharacterButNotAFragmentThatDoes() {
        byte[] euro = "€".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                List.of("text \u00e2\u0082\u00ac", "INVALID_UTF8 text message is not UTF-8"),
                said(
                        ClientFrame.of(TEXT, new byte[] {euro[0]}).open(),
                        ClientFrame.of(CONTINUATION, new byte[] {euro[1]}).open(),
                        ClientFrame.of(CONTINUATION, new byte[] {euro[2]}),
                        ClientFrame.of(TEXT, new byte[] {euro[0], euro[1]})));
    }

    @Test
    void takesAnyBytesInBinaryMessages() {
        assertEquals(
                List.of("binary \u00ed\u00a0"), said(ClientFrame.of(BINARY, new byte[] {(byte) 0xED, (byte) 0xA0})));
    }

    @Test
    void handsLongMessagesOnInPartsAndShortOnesWhole() {
        FrameReader inParts = new FrameReader(FrameLimits.inParts(100, 4), null);
        assertEquals(
                List.of("text abcd", "text abcd ...", "more efgh ...", "more ij", "binary ab"),
                read(
                        inParts,
                        bytes(
                                ClientFrame.text("abcd"),
                                ClientFrame.text("abcdef").open(),
                                ClientFrame.of(CONTINUATION, "ghij"),
                                ClientFrame.of(BINARY, "ab"))));
    }
}
