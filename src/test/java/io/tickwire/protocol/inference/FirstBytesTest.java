package io.tickwire.protocol.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FirstBytesTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'', UNDECIDED",
        "G, UNDECIDED",
        "GET, UNDECIDED",
        "'GET ', HTTP",
        "GET / HTTP/1.1, HTTP",
        "'POST ', HTTP",
        "OPTIONS, UNDECIDED",
        "'OPTIONS ', HTTP",
        "PRI * HTTP/2.0, HTTP",
        "GETX, TEXT",
        "G1, TEXT",
        "get /, TEXT",
        "1, TEXT",
        "'1.0845,', TEXT",
        "stop, TEXT",
        "auth x, TEXT",
        "' ', TEXT",
        "DELETE, UNDECIDED",
        "NaN, TEXT",
        "'\u0016\u0003\u0001', TLS",
    })
    void tellsByWhatComesFirst(String text, FirstBytes kind) {
        assertEquals(kind, FirstBytes.of(text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
