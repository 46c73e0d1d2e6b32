package io.tickwire.edge.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The JDK's strict decoder says what UTF-8 is. */
final class Utf8StreamTest {

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private static void assertJudgedAlike(byte[] bytes, int middle) {
        Utf8Stream stream = new Utf8Stream();
        boolean good =
                stream.accept(bytes, 0, middle) && stream.accept(bytes, middle, bytes.length) && stream.isComplete();
        assertEquals(isUtf8(bytes), good, HexFormat.of().formatHex(bytes));
    }

    /** Every first and second byte, at each length that a character can have, and one more. */
    @Test
    void knowsEveryBeginningOfACharacter() {
        for (int two = 0; two <= 0xFFFF; two++) {
            for (int length = 1; length <= 5; length++) {
                byte[] bytes = new byte[length];
                Arrays.fill(bytes, (byte) 0x80);
                bytes[0] = (byte) (two >> 8);
                if (length > 1) {
                    bytes[1] = (byte) two;
                }
                assertJudgedAlike(bytes, length / 2);
            }
        }
    }

    @Property
    void knowsTextWithOneByteChanged(@ForAll String text, @ForAll int where, @ForAll byte wrong) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0) {
            bytes[Math.floorMod(where, bytes.length)] = wrong;
        }
        assertJudgedAlike(bytes, bytes.length / 3);
    }
}
