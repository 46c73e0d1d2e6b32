package io.tickwire.edge.frames;

import static io.tickwire.edge.frames.ClientFrame.CONTINUATION;
import static io.tickwire.edge.frames.ClientFrame.PING;
import static io.tickwire.edge.frames.ClientFrame.TEXT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DataFormatException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeflationTest {
    private static final UnpooledByteBufAllocator HEAP = UnpooledByteBufAllocator.DEFAULT;
    private static final FrameLimits LIMITS = FrameLimits.whole(10_000, 10_000);

    private final Deflation deflation = new Deflation(1, 10);
    private final FrameReader reader = new FrameReader(LIMITS, deflation);

    @AfterEach
    void close() {
        deflation.close();
    }

    private static byte[] deflated(Deflation by, byte[] payload) {
        ByteBuf small = by.deflate(HEAP, HEAP.directBuffer().writeBytes(payload));
        byte[] bytes = ByteBufUtil.getBytes(small);
        small.release();
        return bytes;
    }

    private byte[] deflated(String text) {
        return deflated(deflation, text.getBytes(StandardCharsets.UTF_8));
    }

    private static ClientFrame frame(byte[] payload) {
        return ClientFrame.of(TEXT, payload).reserved(4);
    }

    @Property(tries = 200)
    void comesBackAsItWas(@ForAll byte[] payload) throws DataFormatException {
        try (Deflation both = new Deflation(1, 10)) {
            assertArrayEquals(payload, both.inflate(deflated(both, payload), payload.length));
            // Nothing is left of the message before.
            assertArrayEquals(payload, both.inflate(deflated(both, payload), payload.length));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4095, 4096, 4097, 65_536, 262_144})
    void comesBackAsItWasWhateverItsSize(int size) throws DataFormatException {
        byte[] noise = new byte[size];
        new Random(size).nextBytes(noise);
        assertArrayEquals(noise, deflation.inflate(deflated(deflation, noise), size));
        Arrays.fill(noise, (byte) 'x');
        assertArrayEquals(noise, deflation.inflate(deflated(deflation, noise), size));
    }

    /** RFC 7692 §7.2.3.1, §7.2.3.2, §7.2.3.4: the examples of the standard. */
    @ParameterizedTest
    @ValueSource(strings = {"f248cdc9c90700", "f348cdc9c90700", "f348cdc9c9070000"})
    void readsTheExamplesOfTheStandard(String hex) {
        assertEquals(
                List.of("text Hello"),
                FrameReaderTest.read(reader, FrameReaderTest.bytes(frame(ByteBufUtil.decodeHexDump(hex)))));
    }

    @Test
    void readsAMessageInFragmentsOfWhichOnlyTheFirstIsMarked() {
        byte[] small = deflated("Hello, deflated world");
        byte[] sent = FrameReaderTest.bytes(
                frame(Arrays.copyOf(small, 3)).open(),
                ClientFrame.of(PING, "in between"),
                ClientFrame.of(CONTINUATION, Arrays.copyOfRange(small, 3, small.length)),
                ClientFrame.text("plain"));
        assertEquals(
                List.of("ping in between", "text Hello, deflated world", "text plain"),
                FrameReaderTest.read(reader, sent));
    }

    @Test
    void refusesABombWithoutInflatingIt() {
        byte[] bomb = deflated(deflation, new byte[262_144]);
        assertTrue(bomb.length < 2000, "a small bomb: " + bomb.length);
        assertEquals(
                List.of("TOO_BIG message larger than 10000 bytes"),
                FrameReaderTest.read(reader, FrameReaderTest.bytes(frame(bomb))));
    }

    @Test
    void takesAMessageOfExactlyTheLimitAndNoneAbove() throws DataFormatException {
        assertEquals(100, deflation.inflate(deflated("x".repeat(100)), 100).length);
        assertNull(deflation.inflate(deflated("x".repeat(101)), 100));
    }

    @Test
    void refusesWhatCannotBeInflatedAndWhatIsNotUtf8() {
        assertThrows(DataFormatException.class, () -> deflation.inflate(new byte[] {7, 7, 7}, 100));
        assertEquals(
                List.of("INVALID_UTF8 message cannot be inflated"),
                FrameReaderTest.read(reader, FrameReaderTest.bytes(frame(new byte[] {7, 7, 7}))));
        byte[] notUtf8 = deflated(deflation, new byte[] {(byte) 0xC3, 'x'});
        assertEquals(
                List.of("INVALID_UTF8 text message is not UTF-8"),
                FrameReaderTest.read(new FrameReader(LIMITS, deflation), FrameReaderTest.bytes(frame(notUtf8))));
    }

    @Test
    void theMarkMeansNothingOnOtherFramesOrWithoutNegotiation() {
        List<String> broken = List.of("PROTOCOL_ERROR reserved bits are set");
        byte[] ping = FrameReaderTest.bytes(ClientFrame.of(PING, "").reserved(4));
        assertEquals(broken, FrameReaderTest.read(reader, ping));
        byte[] more = FrameReaderTest.bytes(
                ClientFrame.text("a").open(), ClientFrame.of(CONTINUATION, "b").reserved(4));
        assertEquals(broken, FrameReaderTest.read(new FrameReader(LIMITS, deflation), more));
        byte[] marked = FrameReaderTest.bytes(frame(deflated("not negotiated")));
        assertEquals(broken, FrameReaderTest.read(new FrameReader(LIMITS, null), marked));
    }

    @Test
    void writesOnlyDeflatedWhatIsWorthIt() {
        ByteBuf small = FrameWriter.text(HEAP, "short", deflation);
        assertEquals(0x81, small.getUnsignedByte(0));
        ByteBuf large = FrameWriter.text(HEAP, "long enough to be deflated", deflation);
        assertEquals(0xC1, large.getUnsignedByte(0));
        ByteBuf huge = FrameWriter.text(HEAP, "x".repeat(262_145), deflation);
        assertEquals(0x81, huge.getUnsignedByte(0));
        List.of(small, large, huge).forEach(ByteBuf::release);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permessage-deflate | yes",
                "permessage-deflate; client_max_window_bits | yes",
                "Permessage-Deflate ; client_max_window_bits=10 | yes",
                "permessage-deflate; server_no_context_takeover; client_no_context_takeover | yes",
                "permessage-deflate; server_max_window_bits=15 | yes",
                "permessage-deflate; server_max_window_bits=10 | no",
                "permessage-deflate; server_max_window_bits=10, permessage-deflate | yes",
                "x-webkit-deflate-frame, permessage-deflate; client_max_window_bits=\"15\" | yes",
                "permessage-deflate; client_max_window_bits=7 | no",
                "permessage-deflate; client_max_window_bits=016 | no",
                "permessage-deflate; server_max_window_bits | no",
                "permessage-deflate; server_no_context_takeover=1 | no",
                "permessage-deflate; server_no_context_takeover; server_no_context_takeover | no",
                "permessage-deflate; unheard_of | no",
                "permessage-bzip2 | no",
                "'' | no",
            })
    void answersOffers(String offer, String answer) {
        String expected = answer.equals("yes")
                ? "permessage-deflate; server_no_context_takeover; client_no_context_takeover"
                : null;
        assertEquals(expected, DeflateOffer.answer(List.of(offer)));
    }
}
