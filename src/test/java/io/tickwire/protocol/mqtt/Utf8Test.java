package io.tickwire.protocol.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the decoder of the JDK. */
final class Utf8Test {
    private static boolean expected(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static void check(byte... bytes) {
        assertEquals(expected(bytes), Utf8.isValid(bytes, 0, bytes.length), () -> Wire.hex(bytes));
    }

    @Test
    void everyTwoBytes() {
        for (int pair = 0; pair < 0x10000; pair++) {
            check((byte) (pair >> 8), (byte) pair);
        }
    }

    @Test
    void everyEdgeOfThreeAndFourBytes() {
        int[] edges = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xED, 0xF4, 0xFF};
        for (int first = 0xC0; first < 0x100; first++) {
            for (int second : edges) {
                for (int third : edges) {
                    check((byte) first, (byte) second, (byte) third);
                    for (int fourth : edges) {
                        check((byte) first, (byte) second, (byte) third, (byte) fourth);
                    }
                }
            }
        }
    }

    @Test
    void textsByChance() {
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(10), 0, 0x110000)
                    .filter(letter -> letter < 0xD800 || letter > 0xDFFF)
                    .forEach(text::appendCodePoint);
            byte[] bytes = Wire.utf8(text.toString());
            assertTrue(Utf8.isValid(bytes, 0, bytes.length));
            if (bytes.length > 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                check(bytes);
            }
        }
    }

    @Test
    void onlyThePartThatIsAskedFor() {
        byte[] bytes = {(byte) 0xFF, 'a', (byte) 0xC3, (byte) 0xA9};
        assertTrue(Utf8.isValid(bytes, 1, 3));
        assertFalse(Utf8.isValid(bytes, 1, 2));
        assertTrue(Utf8.isValid(bytes, 4, 0));
    }
}
