package io.tickwire.terminal.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

    @Property
    void readsEveryDecimalToTheLastBit(@ForAll long unscaled, @ForAll @IntRange(min = 0, max = 30) int scale) {
        assertSame(BigDecimal.valueOf(unscaled, scale).toPlainString());
    }

    @Property
    void readsPricesToTheLastBit(
            @ForAll @LongRange(min = 0, max = 99_999_999_999L) long points,
            @ForAll @IntRange(min = 0, max = 8) int digits) {
        assertSame(BigDecimal.valueOf(points, digits).toPlainString());
    }

    @Property
    void readsSixteenAndSeventeenDigitsToTheLastBit(
            @ForAll @LongRange(min = 1_000_000_000_000_000L, max = 99_999_999_999_999_999L) long unscaled,
            @ForAll @IntRange(min = 1, max = 22) int scale) {
        assertSame(BigDecimal.valueOf(unscaled, scale).toPlainString());
    }

    @Property
    void readsWhatJavaPrints(@ForAll @DoubleRange(min = -1e300, max = 1e300) double value) {
        assertSame(Double.toString(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0.0",
                "+1.5",
                "5.",
                ".5",
                "1e5",
                "1.38676",
                "0000000000000000000001.25",
                "9007199254740993"
            })
    void readsUnusualSpellings(String text) {
        assertSame(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "+.", "NaN", "Infinity", "1e400", "1,5", "1.2.3", "0x10", "1f", "--1", "1-"})
    void refusesWhatIsNoFiniteDecimal(String text) {
        assertTrue(Double.isNaN(parse(text)), text + " became " + parse(text));
    }

    private static void assertSame(String text) {
        assertEquals(
                Double.doubleToRawLongBits(Double.parseDouble(text)), Double.doubleToRawLongBits(parse(text)), text);
    }

    private static double parse(String text) {
        byte[] bytes = ("[" + text + "]").getBytes(StandardCharsets.US_ASCII);
        return Decimals.parse(bytes, 1, bytes.length - 1);
    }
}
