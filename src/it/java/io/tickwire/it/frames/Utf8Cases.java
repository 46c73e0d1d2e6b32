package io.tickwire.it.frames;

import static io.tickwire.edge.frames.ClientFrame.CONTINUATION;
import static io.tickwire.edge.frames.ClientFrame.TEXT;
import static io.tickwire.it.frames.FrameCase.INVALID_UTF8;

import io.tickwire.edge.frames.ClientFrame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Section 6 of the Autobahn test suite, under its numbers. The sequences of 6.5 to 6.23 are those of Markus Kuhn's UTF-8
 * stress test; whether one is UTF-8 is for the JDK's decoder to say.
 */
final class Utf8Cases {
    private static final String GREEK = "cebae1bdb9cf83cebcceb5";
    private static final byte[] MIXED = "Hello-µ@ßöäüàá-UTF-8!!".getBytes(StandardCharsets.UTF_8);
    private static final List<String> LEADS = List.of("c0", "e080", "f08080", "f8808080", "fc80808080");
    private static final List<String> LAST_LEADS = List.of("df", "efbf", "f7bfbf", "fbbfbfbf", "fdbfbfbfbf");

    private final List<FrameCase> all = new ArrayList<>();

    private Utf8Cases() {}

    static List<FrameCase> all() {
        Utf8Cases cases = new Utf8Cases();
        cases.fragments();
        cases.failFast();
        int group = 5;
        for (List<String> sequences : sequences()) {
            int number = 1;
            for (String hex : sequences) {
                byte[] payload = bytes(hex);
                FrameCase next = cases.add("6." + group + "." + number++).send(ClientFrame.of(TEXT, payload));
                if (isUtf8(payload)) {
                    next.echoes(true, payload).clean();
                } else {
                    next.fails(INVALID_UTF8);
                }
            }
            group++;
        }
        return cases.all;
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private FrameCase add(String id) {
        FrameCase next = new FrameCase(id);
        all.add(next);
        return next;
    }

    private void fragments() {
        byte[] surrogate = bytes(GREEK + "eda080656469746564");
        ClientFrame none = ClientFrame.text("");
        ClientFrame noMore = ClientFrame.of(CONTINUATION, "");
        add("6.1.1").send(none).echoes("").clean();
        add("6.1.2").send(none.open(), noMore.open(), noMore).echoes("").clean();
        add("6.1.3")
                .send(
                        none.open(),
                        ClientFrame.of(CONTINUATION, "middle frame payload").open(),
                        noMore)
                .echoes("middle frame payload")
                .clean();
        add("6.2.1").send(ClientFrame.of(TEXT, MIXED)).echoes(true, MIXED).clean();
        add("6.2.2").send(FrameCases.cut(12, TEXT, MIXED)).echoes(true, MIXED).clean();
        add("6.2.3").send(FrameCases.cut(1, TEXT, MIXED)).echoes(true, MIXED).clean();
        add("6.2.4")
                .send(FrameCases.cut(1, TEXT, bytes(GREEK)))
                .echoes(true, bytes(GREEK))
                .clean();
        add("6.3.1").send(ClientFrame.of(TEXT, surrogate)).fails(INVALID_UTF8);
        add("6.3.2").send(FrameCases.cut(1, TEXT, surrogate)).fails(INVALID_UTF8);
    }

    /** The wrong byte ends the connection although its message is not complete. */
    private void failFast() {
        List<List<String>> parts =
                List.of(List.of(GREEK, "f4908080", "656469746564"), List.of(GREEK + "f4", "90", "8080656469746564"));
        for (int i = 0; i < parts.size(); i++) {
            byte[] first = bytes(parts.get(i).get(0));
            byte[] second = bytes(parts.get(i).get(1));
            byte[] third = bytes(parts.get(i).get(2));
            add("6.4." + (i + 1))
                    .send(ClientFrame.of(TEXT, first).open())
                    .quiet()
                    .send(ClientFrame.of(CONTINUATION, second).open())
                    .awaitAnswer()
                    .send(ClientFrame.of(CONTINUATION, third))
                    .fails(INVALID_UTF8);
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            whole.writeBytes(first);
            whole.writeBytes(second);
            whole.writeBytes(third);
            byte[] frame = ClientFrame.of(TEXT, whole.toByteArray()).bytes();
            int head = frame.length - whole.size();
            add("6.4." + (i + 3))
                    .raw(0, Arrays.copyOf(frame, head + first.length))
                    .quiet()
                    .raw(0, Arrays.copyOfRange(frame, head + first.length, head + first.length + second.length))
                    .awaitAnswer()
                    .raw(0, Arrays.copyOfRange(frame, head + first.length + second.length, frame.length))
                    .fails(INVALID_UTF8);
        }
    }

    private static List<List<String>> sequences() {
        List<String> incomplete = new ArrayList<>(LEADS);
        incomplete.addAll(LAST_LEADS);
        return List.of(
                List.of(
                        "68656c6c6f24776f726c64",
                        "68656c6c6fc2a2776f726c64",
                        "68656c6c6fe282ac776f726c64",
                        "68656c6c6ff0a4ada2776f726c64",
                        GREEK),
                IntStream.rangeClosed(1, GREEK.length() / 2)
                        .mapToObj(n -> GREEK.substring(0, 2 * n))
                        .toList(),
                List.of("00", "c280", "e0a080", "f0908080"),
                List.of("f888808080", "fc8480808080"),
                List.of("7f", "dfbf", "efbfbf", "f48fbfbf"),
                List.of("f7bfbfbf", "fbbfbfbfbf", "fdbfbfbfbfbf"),
                List.of("ed9fbf", "ee8080", "efbfbd", "f48fbfbf", "f4908080"),
                List.of("80", "bf", "80bf", "80bf80", "80bf80bf", "80bf80bf80", "80bf80bf80bf", range(0x80, 0xbf, "")),
                List.of(
                        range(0xc0, 0xdf, "20"),
                        range(0xe0, 0xef, "20"),
                        range(0xf0, 0xf7, "20"),
                        range(0xf8, 0xfb, "20"),
                        range(0xfc, 0xfd, "20")),
                incomplete,
                List.of(String.join("", incomplete)),
                List.of("fe", "ff", "fefeffff"),
                List.of("c0af", "e080af", "f08080af", "f8808080af", "fc80808080af"),
                List.of("c1bf", "e09fbf", "f08fbfbf", "f887bfbfbf", "fc83bfbfbfbf"),
                List.of("c080", "e08080", "f0808080", "f880808080", "fc8080808080"),
                List.of("eda080", "edadbf", "edae80", "edafbf", "edb080", "edbe80", "edbfbf"),
                List.of(
                        "eda080edb080",
                        "eda080edbfbf",
                        "edadbfedb080",
                        "edadbfedbfbf",
                        "edae80edb080",
                        "edae80edbfbf",
                        "edafbfedb080",
                        "edafbfedbfbf"),
                nonCharacters(),
                List.of("efbfb9", "efbfba", "efbfbb", "efbfbc", "efbfbd", "efbfbe", "efbfbf"));
    }

    private static String range(int from, int to, String between) {
        StringBuilder all = new StringBuilder();
        IntStream.range(from, to)
                .forEach(b -> all.append(Integer.toHexString(b)).append(between));
        return all.toString();
    }

    /** U+FFFE, U+FFFF and the last two of each plane: no characters, but UTF-8. */
    private static List<String> nonCharacters() {
        List<String> all = new ArrayList<>(List.of("efbfbe", "efbfbf"));
        for (int plane = 1; plane <= 16; plane++) {
            for (int last = 0xFFFE; last <= 0xFFFF; last++) {
                byte[] utf8 = Character.toString(plane << 16 | last).getBytes(StandardCharsets.UTF_8);
                all.add(HexFormat.of().formatHex(utf8));
            }
        }
        return all;
    }
}
