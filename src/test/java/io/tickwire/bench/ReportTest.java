package io.tickwire.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void theRatioIsTheMedianOfTheRoundsSoThatADisturbedOneDoesNotDecide() throws UsageException {
        Section section = new Section("message -> echo");
        for (long micros : List.of(100, 9000, 100)) {
            section.add("bare", round(micros));
        }
        for (long micros : List.of(150, 160, 8000)) {
            section.add("tickwire", round(micros));
        }
        String text = new Report(OptionParser.parse(List.of("ws-echo")), List.of(section)).text();
        List<String> ratio = text.lines()
                .filter(row -> row.startsWith("tickwire/bare"))
                .flatMap(row -> Stream.of(row.trim().split(" +")))
                .toList();
        assertEquals(List.of("tickwire/bare", "median", "1.00", "1.50", "1.50", "1.50", "1.50", "1.50", "1.50"), ratio);
        assertEquals(
                8, text.lines().filter(row -> row.matches("(bare|tickwire) .*")).count(), text);
    }

    private static Measured round(long micros) {
        Histogram latencies = new Histogram(3);
        latencies.recordValue(micros * 1000);
        return new Measured("message -> echo", 10, 10, 0, 1, micros / 1e6, Map.of(), latencies, new Histogram(3));
    }
}
