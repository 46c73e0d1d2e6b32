package io.tickwire.protocol.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IsoTimeTest {
    private static final long LATEST = 253_402_300_799_999L;

    @Property
    void whatIsWrittenIsReadAgain(@ForAll @LongRange(max = LATEST) long millis) {
        String text = IsoTime.format(millis);
        assertEquals(Instant.parse(text).toEpochMilli(), millis);
        assertEquals(OptionalLong.of(millis), IsoTime.parse(text));
    }

    /** Days that no month has, hours that no day has: as java.time says. */
    @Property(tries = 5000)
    void readsWhatJavaTimeReads(
            @ForAll @IntRange(min = 1969, max = 2101) int year,
            @ForAll @IntRange(max = 13) int month,
            @ForAll @IntRange(max = 32) int day,
            @ForAll @IntRange(max = 24) int hour,
            @ForAll @IntRange(max = 60) int second) {
        String text = String.format("%04d-%02d-%02dT%02d:59:%02d.007Z", year, month, day, hour, second);
        assertEquals(oracle(text), IsoTime.parse(text), text);
    }

    private static OptionalLong oracle(String text) {
        try {
            long millis = OffsetDateTime.parse(text).toInstant().toEpochMilli();
            return millis < 0 ? OptionalLong.empty() : OptionalLong.of(millis);
        } catch (DateTimeException none) {
            return OptionalLong.empty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-27T10:00,2026-01-27T10:00:00Z",
        "2026-01-27 10:00:01,2026-01-27T10:00:01Z",
        "2026-01-27T10:00:01.5,2026-01-27T10:00:01.500Z",
        "2026-01-27T10:00:01.123456+02:00,2026-01-27T08:00:01.123Z",
        "2026-01-27T10:00:01.123+02:00,2026-01-27T08:00:01.123Z",
        "2024-02-29T23:59:59.999Z,2024-02-29T23:59:59.999Z",
    })
    void readsTheOtherForms(String text, String utc) {
        assertEquals(OptionalLong.of(Instant.parse(utc).toEpochMilli()), IsoTime.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-01-27",
                "2026-02-29T10:00:00.000Z",
                "2026-01-27T10:00:00.0a0Z",
                "2026-01-27T10:00:00,000Z",
                "1969-12-31T23:59:59.999Z",
                "not a time, but long enough"
            })
    void refusesWhatIsNoTime(String text) {
        assertEquals(OptionalLong.empty(), IsoTime.parse(text));
    }

    @Test
    void writesOnlyFourDigitYears() {
        assertThrows(DateTimeException.class, () -> IsoTime.format(LATEST + 1));
    }
}
