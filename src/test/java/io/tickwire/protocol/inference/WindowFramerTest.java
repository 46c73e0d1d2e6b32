package io.tickwire.protocol.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.protocol.inference.WindowFramer.Event;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Where a window ends; three values stand for three hundred. */
final class WindowFramerTest {
    private static final int MAX = 64;
    private final WindowFramer framer = new WindowFramer(3, MAX);
    private final List<String> told = new ArrayList<>();

    private void note(Event event) {
        if (event == Event.WINDOW) {
            told.add(new String(
                    framer.bytes(), framer.from(), framer.to() - framer.from(), StandardCharsets.ISO_8859_1));
        } else if (event == Event.TOO_LARGE) {
            told.add("TOO LARGE");
        }
    }

    /** More that can be read at once. */
    private void more(String text) {
        framer.append(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
        Event event;
        while ((event = framer.next()) != Event.NONE) {
            note(event);
        }
    }

    /** A read, and nothing behind it at present. */
    private void read(String text) {
        more(text);
        note(framer.pause());
    }

    private void told(String... windows) {
        assertEquals(List.of(windows), told);
        told.clear();
    }

    @Example
    void aTerminatorEndsAWindow() {
        read("1,2,3\0");
        told("1,2,3");
        read("1,2\n");
        told("1,2");
        read("1,2\r\n");
        told("1,2\r");
    }

    @Example
    void aTerminatorWithNothingBeforeItIsIgnored() {
        read("\0\n\r\n \0\0");
        told();
        assertFalse(framer.isOpen());
        note(framer.quiet());
        note(framer.end());
        told();
    }

    @Example
    void soManyValuesAndACommaEndAWindowAndTheTerminatorBehindItIsIgnored() {
        read("1,2,3,");
        told("1,2,3,");
        read("\0");
        told();
        read("4,5,6, ");
        told("4,5,6, ");
        read("\r\n");
        told();
    }

    @Example
    void withMoreBehindThemTheyDoNot() {
        read("1,2,3,4");
        told();
        read(",5\0");
        told("1,2,3,4,5");
        more("1,2,3,");
        more("4,5,6,");
        note(framer.pause());
        told();
        note(framer.quiet());
        told("1,2,3,4,5,6,");
    }

    @Example
    void whatIsKnownOfAWindowIsKeptWhenItsBytesMove() {
        read("9,9,9,9\0" + "1,2,-");
        told("9,9,9,9");
        more("e");
        note(framer.quiet());
        told();
        read("\0" + "1,2");
        told("1,2,-e");
        more(",");
        more("3,");
        note(framer.pause());
        told("1,2,3,");
    }

    @Example
    void withoutACommaTheyAreNotComplete() {
        read("1,2,3");
        told();
        read("4\0");
        told("1,2,34");
    }

    @Example
    void severalWindowsMayComeAtOnce() {
        read("1,2,3,\0004,5,6,\0\n7\n8,9,10,");
        told("1,2,3,", "4,5,6,", "7", "8,9,10,");
    }

    @Example
    void byteByByteItIsTheSame() {
        for (char letter : "1.5,2.5,3.5,\0004,5,6,\0".toCharArray()) {
            read(String.valueOf(letter));
        }
        told("1.5,2.5,3.5,", "4,5,6,");
    }

    @Example
    void silenceEndsAWindowThatMayBeComplete() {
        for (String text :
                List.of("1,2,", "1,2", "1,2 ", "1,2, ", "1,2.", "1,.5", "1e5", "hello", "1,2 3", "-1,0x", "1,--x")) {
            read(text);
            assertTrue(framer.isOpen());
            told();
            note(framer.quiet());
            told(text);
        }
    }

    @Example
    void silenceDoesNotEndHalfANumberOrWord() {
        for (String text :
                List.of("1,-", "1,+", "1,.", "1,2e", "1,2e-", "s", "sto", "au", "auth", "auth tw_1_x", "-")) {
            read(text);
            note(framer.quiet());
            told();
            assertTrue(framer.isOpen());
            read("\n");
            told(text);
        }
    }

    @Example
    void stopNeedsNoTerminator() {
        read("stop");
        told("stop");
        read("stop\0");
        told("stop");
        read("1,2,3,\0stop");
        told("1,2,3,", "stop");
        read("stopp");
        told();
    }

    @Example
    void theEndOfTheStreamEndsAWindow() {
        read("1,2e-");
        note(framer.end());
        told("1,2e-");
        note(framer.end());
        told();
    }

    @Example
    void aWindowOverTheLimitIsToldOnceAndSkippedToItsTerminator() {
        for (int i = 0; i < 100; i++) {
            read("12345.");
        }
        told("TOO LARGE");
        read("9,9,9,");
        told();
        read("8\0007,7,7,");
        told("7,7,7,");
        read("1".repeat(MAX + 1) + "\0001\0");
        told("TOO LARGE", "1");
        read("1".repeat(MAX) + "\0");
        told("1".repeat(MAX));
    }

    @Example
    void silenceEndsTheSkippingToo() {
        read("1".repeat(MAX + 1));
        told("TOO LARGE");
        assertTrue(framer.isOpen());
        note(framer.quiet());
        assertFalse(framer.isOpen());
        read("1,2,3,");
        told("1,2,3,");
    }

    @Example
    void whatIsSkippedOrBlankIsNotKept() {
        for (int i = 0; i < 10_000; i++) {
            read(i % 2 == 0 ? " ".repeat(500) : "\t\r");
        }
        for (int i = 0; i < 10_000; i++) {
            read("1".repeat(500));
        }
        told("TOO LARGE");
        assertTrue(framer.bytes().length <= 1024, "keeps " + framer.bytes().length);
    }

    @Example
    void aLargeReadLeavesNothingBehind() {
        read("1,2,3\0".repeat(100_000));
        assertEquals(100_000, told.size());
        assertEquals(0, framer.bytes().length);
    }

    /** However it is cut, text with terminators says the same. */
    @Property(tries = 2_000)
    void cutsDoNotMatter(
            @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 9) Integer> shapes,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 9) Integer> cuts) {
        told.clear();
        StringBuilder stream = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int shape : shapes) {
            String window = "1.5,".repeat(shape % 3) + "2.25" + (shape % 2 == 0 ? "" : ",");
            stream.append(window).append(shape < 5 ? "\0" : "\n");
            expected.add(window);
        }
        int at = 0;
        for (int i = 0; at < stream.length(); i++) {
            int to = Math.min(stream.length(), at + cuts.get(i % cuts.size()));
            more(stream.substring(at, to));
            at = to;
        }
        assertEquals(expected, told);
    }
}
