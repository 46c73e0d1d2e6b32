package io.tickwire.protocol.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** The same doubles as the JDK's own, bit for bit. */
final class DecimalParserTest {
    private final DecimalParser parser = new DecimalParser();

    private void assertSame(String text) {
        byte[] bytes = ("x" + text + ",").getBytes(StandardCharsets.US_ASCII);
        assertEquals(1 + text.length(), parser.read(bytes, 1, bytes.length), text);
        assertEquals(
                Double.doubleToRawLongBits(Double.parseDouble(text)),
                Double.doubleToRawLongBits(parser.value()),
                text + ": " + parser.value());
    }

    @Property(tries = 20_000)
    void readsWhatJavaPrints(@ForAll double any) {
        if (Double.isFinite(any)) {
            assertSame(Double.toString(any));
        }
    }

    @Property(tries = 20_000)
    void readsAnyBitPattern(@ForAll long bits) {
        double any = Double.longBitsToDouble(bits);
        if (Double.isFinite(any)) {
            assertSame(Double.toString(any));
            assertSame(new BigDecimal(any).toString());
        }
    }

    @Property(tries = 20_000)
    void readsPrices(
            @ForAll @LongRange(min = 0, max = 999_999_999_999_999L) long digits,
            @ForAll @IntRange(min = 0, max = 15) int decimals) {
        String price = BigDecimal.valueOf(digits, decimals).toPlainString();
        assertSame(price);
        assertSame("-" + price);
        assertSame("+000" + price + "000");
    }

    @Property(tries = 20_000)
    void readsDecimalsOfAnyShape(@ForAll("decimals") String text) {
        assertSame(text);
    }

    @Provide
    Arbitrary<String> decimals() {
        Arbitrary<String> digits = Arbitraries.strings().withCharRange('0', '9').ofMaxLength(30);
        Arbitrary<String> some = digits.filter(text -> !text.isEmpty());
        Arbitrary<String> number = Arbitraries.oneOf(
                some,
                Combinators.combine(some, digits).as((a, b) -> a + "." + b),
                Combinators.combine(digits, some).as((a, b) -> a + "." + b));
        Arbitrary<String> exponent = Combinators.combine(
                        Arbitraries.of("e", "E"),
                        Arbitraries.of("", "+", "-"),
                        Arbitraries.strings()
                                .withCharRange('0', '9')
                                .ofMinLength(1)
                                .ofMaxLength(4))
                .as((e, sign, power) -> e + sign + power);
        return Combinators.combine(
                        Arbitraries.of("", "+", "-"), number, Arbitraries.oneOf(Arbitraries.just(""), exponent))
                .as((sign, body, power) -> sign + body + power);
    }

    /** Exactly between two doubles, and a hair to either side: where a second rounding would show. */
    @Property(tries = 5_000)
    void readsHalfwayCases(@ForAll @LongRange(min = 0x3E45798EE2308C3AL, max = 0x426D1A94A2000000L) long bits) {
        double low = Double.longBitsToDouble(bits);
        BigDecimal half =
                new BigDecimal(low).add(new BigDecimal(Math.nextUp(low))).divide(BigDecimal.valueOf(2));
        BigDecimal hair = half.ulp();
        for (BigDecimal each : List.of(half, half.add(hair), half.subtract(hair))) {
            assertSame(each.toPlainString());
            assertSame(each.toString());
        }
    }

    @Property(tries = 5_000)
    void readsMantissasAroundTheEdgeOfTheFastWay(
            @ForAll @LongRange(min = (1L << 53) - 1000, max = (1L << 53) + 1000) long mantissa,
            @ForAll @IntRange(min = -25, max = 25) int power) {
        assertSame(mantissa + "e" + power);
    }

    @Example
    void readsEdges() {
        for (String text : List.of(
                "0",
                "-0",
                "-0.0",
                "0e99999999999",
                "1e22",
                "1e23",
                "1e-22",
                "1e-23",
                "1.",
                ".5",
                "1e-5",
                "1E+05",
                "4.9e-324",
                "2.4e-324",
                "1.7976931348623157e308",
                "9007199254740993",
                "0.000000000000000000000001",
                "123456789012345678901234567890",
                "1e400",
                "-1e400",
                "1e99999999999",
                "1e-99999999999")) {
            assertSame(text);
        }
    }

    @Example
    void readsNothingElse() {
        for (String text : List.of(
                "", "-", "+", ".", "-.", "e5", "NaN", "Infinity", "-Infinity", "abc", "--1", "+-1", " 1", "\u0001")) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            assertEquals(0, parser.read(bytes, 0, bytes.length), text);
        }
        for (String text : List.of("1d", "1f", "0x1p3", "1e", "1e+", "1.2.3", "1 ", "1_000", "1e5.5")) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            int end = parser.read(bytes, 0, bytes.length);
            assertTrue(end > 0 && end < bytes.length, text);
            assertNotEquals(bytes.length, end, text);
        }
    }
}
