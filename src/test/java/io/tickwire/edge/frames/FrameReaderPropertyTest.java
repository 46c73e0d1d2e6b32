package io.tickwire.edge.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Generated conversations: however they are cut, they mean the same; however they are damaged, the end is defined. */
final class FrameReaderPropertyTest {
    private static final FrameLimits LIMITS = FrameLimits.whole(5_000, 5_000);

    /** Messages that a client means to send, and the seed by which they are cut. */
    record Talk(List<String> messages, long seed) {}

    @Provide
    Arbitrary<Talk> talks() {
        Arbitrary<String> texts = Arbitraries.strings()
                .withChars("aZ\u0000é€\uFFFD\uFFFF")
                .withChars('\u4e00', '\u4e10')
                .ofMaxLength(300)
                .map(text -> text.replace("a", "😀"));
        return Combinators.combine(texts.list().ofMaxSize(6), Arbitraries.longs())
                .as(Talk::new);
    }

    /** Each message in random fragments, with pings in between, and a close at the end. */
    private static byte[] frames(Talk talk, List<String> expected) {
        Random random = new Random(talk.seed());
        List<ClientFrame> frames = new ArrayList<>();
        for (String message : talk.messages()) {
            byte[] payload = message.getBytes(StandardCharsets.UTF_8);
            int opcode = random.nextBoolean() ? ClientFrame.TEXT : ClientFrame.BINARY;
            int from = 0;
            int pieces = random.nextInt(4);
            for (int piece = 0; piece <= pieces; piece++) {
                int to = piece == pieces ? payload.length : from + random.nextInt(payload.length - from + 1);
                ClientFrame frame = ClientFrame.of(
                        piece == 0 ? opcode : ClientFrame.CONTINUATION, Arrays.copyOfRange(payload, from, to));
                frames.add(piece == pieces ? frame : frame.open());
                if (piece < pieces && random.nextBoolean()) {
                    frames.add(ClientFrame.of(ClientFrame.PING, "p" + from));
                    expected.add("ping p" + from);
                }
                from = to;
            }
            expected.add(FrameReaderTest.render(Received.Part.whole(payload, opcode == ClientFrame.TEXT)));
        }
        frames.add(ClientFrame.close(1001, ""));
        expected.add("close \u0003\u00e9");
        return FrameReaderTest.bytes(frames.toArray(ClientFrame[]::new));
    }

    private static int[] cuts(byte[] bytes, int count, Random random) {
        return random.ints(count, 0, bytes.length + 1).sorted().toArray();
    }

    @Property
    void meansTheSameHoweverItIsCut(@ForAll("talks") Talk talk, @ForAll @IntRange(min = 0, max = 400) int count) {
        List<String> expected = new ArrayList<>();
        byte[] bytes = frames(talk, expected);
        int[] cuts = cuts(bytes, count, new Random(talk.seed()));
        assertEquals(expected, FrameReaderTest.read(new FrameReader(LIMITS, null), bytes, cuts));
    }

    @Property
    void partsOfAMessageAreTheMessage(@ForAll("talks") Talk talk, @ForAll @IntRange(min = 1, max = 50) int partBytes) {
        List<String> expected = new ArrayList<>();
        byte[] bytes = frames(talk, expected);
        List<String> parts = FrameReaderTest.read(
                new FrameReader(FrameLimits.inParts(5_000, partBytes), null),
                bytes,
                cuts(bytes, 20, new Random(talk.seed())));
        String joined = String.join("\n", withoutPings(parts)).replace(" ...\nmore ", "");
        assertEquals(String.join("\n", withoutPings(expected)), joined);
    }

    private static List<String> withoutPings(List<String> said) {
        return said.stream().filter(each -> !each.startsWith("ping ")).toList();
    }

    @Property
    void damagedBytesEndInADefinedWay(
            @ForAll("talks") Talk talk, @ForAll @IntRange(min = 1, max = 10) int wounds, @ForAll long seed) {
        byte[] bytes = frames(talk, new ArrayList<>());
        Random random = new Random(seed);
        for (int i = 0; i < wounds; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        List<String> atOnce = FrameReaderTest.read(new FrameReader(LIMITS, null), bytes);
        for (String said : atOnce.subList(0, Math.max(0, atOnce.size() - 1))) {
            assertTrue(said.matches("(?s)(text|binary|ping|pong).*"), said);
        }
        if (!atOnce.isEmpty()) {
            String last = atOnce.get(atOnce.size() - 1);
            assertTrue(last.matches("(?s)(text|binary|ping|pong|close|PROTOCOL_ERROR|INVALID_UTF8|TOO_BIG).*"), last);
        }
        // What comes in pieces is judged alike.
        assertEquals(atOnce, FrameReaderTest.read(new FrameReader(LIMITS, null), bytes, cuts(bytes, 50, random)));
    }
}
