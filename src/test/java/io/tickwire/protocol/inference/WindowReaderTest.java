package io.tickwire.protocol.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tickwire.protocol.inference.Asked.Auth;
import io.tickwire.protocol.inference.Asked.Closes;
import io.tickwire.protocol.inference.Asked.Malformed;
import io.tickwire.protocol.inference.Asked.Stop;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one piece of text says. */
final class WindowReaderTest {
    private final WindowReader reader = new WindowReader();

    private Asked read(String text) {
        byte[] bytes = ("--" + text + "--").getBytes(StandardCharsets.ISO_8859_1);
        return reader.read(bytes, 2, bytes.length - 2);
    }

    private static String closes(int count) {
        return IntStream.range(0, count).mapToObj(i -> "1." + (10_000 + i)).collect(Collectors.joining(","));
    }

    private static double[] values(int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> Double.parseDouble("1." + (10_000 + i)))
                .toArray();
    }

    @Test
    void takesAWindowHoweverItIsWritten() {
        for (String text : new String[] {
            closes(300),
            closes(300) + ",",
            closes(300) + ",\0",
            closes(300) + ", \r\n\0\0",
            " \t" + closes(300).replace(",", " ,\t"),
            closes(300).replace("1.", "+1.").replace(",", "e0,")
        }) {
            assertArrayEquals(
                    values(300), assertInstanceOf(Closes.class, read(text)).values(), text);
        }
    }

    @Test
    void needs97Closes() {
        assertEquals(97, assertInstanceOf(Closes.class, read(closes(97) + ",")).values().length);
        assertEquals(new Malformed("96 closes, at least 97 are needed"), read(closes(96) + ","));
        assertEquals(new Malformed("0 closes, at least 97 are needed"), read(""));
        assertEquals(new Malformed("0 closes, at least 97 are needed"), read(" \0"));
    }

    @Test
    void saysWhichValueIsWrongAndWhatToDo() {
        Map<String, String> cases = Map.ofEntries(
                Map.entry("1.1,abc,1.3", "value 2 'abc' is not a number: send decimals joined by commas"),
                Map.entry("1.1,,1.3", "value 2 is empty: send one number between two commas"),
                Map.entry(",1.1", "value 1 is empty: send one number between two commas"),
                Map.entry("1.1,,", "value 2 is empty: send one number between two commas"),
                Map.entry("1.1, ,", "value 2 is empty: send one number between two commas"),
                Map.entry("1,NaN", "value 2 'NaN' is not a number: send decimals joined by commas"),
                Map.entry("Infinity", "value 1 'Infinity' is not a number: send decimals joined by commas"),
                Map.entry("0x1p3", "value 1 '0x1p3' is not a number: send decimals joined by commas"),
                Map.entry("1d", "value 1 '1d' is not a number: send decimals joined by commas"),
                Map.entry("1;2", "value 1 '1;2' is not a number: send decimals joined by commas"),
                Map.entry("1.1 1.2", "value 1 '1.1 1.2' is not a number: send decimals joined by commas"),
                Map.entry("1e400,1", "value 1 '1e400' is too large for a number: send prices"),
                Map.entry("1\0002", "value 1 '1?2' is not a number: send decimals joined by commas"),
                Map.entry("\u001b[31mred\u00ff", "value 1 '?[31mred?' is not a number: send decimals joined by commas"),
                Map.entry(
                        "x".repeat(1000),
                        "value 1 'xxxxxxxxxxxxxxxxxxxx...' is not a number: send decimals joined by commas"));
        cases.forEach((text, why) -> assertEquals(new Malformed(why), read(text)));
    }

    @Test
    void everyValueIsCheckedAlsoThoseThatAModelLeavesOut() {
        assertInstanceOf(Malformed.class, read("x," + closes(300)));
    }

    @Test
    void ofALongWindowTheNewestAreKept() {
        double[] kept = assertInstanceOf(Closes.class, read(closes(10_000))).values();
        assertArrayEquals(Arrays.copyOfRange(values(10_000), 10_000 - WindowReader.MAX_KEPT, 10_000), kept);
    }

    @Test
    void aWindowIsNotTheMemoryOfTheNextOne() {
        double[] first = assertInstanceOf(Closes.class, read(closes(97))).values();
        read(closes(98).replace("1.", "2."));
        assertArrayEquals(values(97), first);
    }

    @Test
    void stopIsAWordOfItsOwn() {
        assertEquals(new Stop(), read("stop"));
        assertEquals(new Stop(), read(" stop \r\n\0"));
        assertInstanceOf(Malformed.class, read("stopp"));
        assertInstanceOf(Malformed.class, read("STOP"));
        assertInstanceOf(Malformed.class, read("stop,1"));
    }

    @Test
    void aCredentialIsReadAndNeverPrinted() {
        Asked asked = read("auth  tw_1_secret \r\n");
        assertEquals(new Auth("tw_1_secret"), asked);
        assertFalse(asked.toString().contains("secret"));
        assertInstanceOf(Malformed.class, read("auth"));
    }
}
