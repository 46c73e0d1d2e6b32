package io.tickwire.protocol.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of MQTT 5.0 §4.7 and §4.8.2, and their neighbours. */
final class TopicsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    sport/tennis/player1/# | sport/tennis/player1         | true
                    sport/tennis/player1/# | sport/tennis/player1/ranking | true
                    sport/tennis/player1/# | sport/tennis/player1/s/w     | true
                    sport/tennis/player1/# | sport/tennis/player10        | false
                    sport/#                | sport                        | true
                    #                      | a/b                          | true
                    #                      | /                            | true
                    sport/tennis/+         | sport/tennis/player1         | true
                    sport/tennis/+         | sport/tennis/player1/ranking | false
                    sport/+                | sport                        | false
                    sport/+                | sport/                       | true
                    +/+                    | /finance                     | true
                    /+                     | /finance                     | true
                    +                      | /finance                     | false
                    +/tennis/#             | sport/tennis                 | true
                    #                      | $SYS/a                       | false
                    +/monitor/Clients      | $SYS/monitor/Clients         | false
                    $SYS/#                 | $SYS/a                       | true
                    $SYS/monitor/+         | $SYS/monitor/Clients         | true
                    a/+                    | a/$b                         | true
                    a                      | A                            | false
                    a                      | a/                           | false
                    a/                     | a                            | false
                    /a                     | a                            | false
                    a//b                   | a/b                          | false
                    a/+/b                  | a//b                         | true
                    """)
    void matches(String filter, String name, boolean expected) {
        assertEquals(expected, Topics.matches(filter, name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#",
                "+",
                "/",
                "a",
                "a/#",
                "a/+",
                "+/+",
                "+/a/#",
                "/+/",
                "a//b",
                "$SYS/#",
                "$share/g/#",
                "$share/g//",
                "$share/g/+/a",
                " "
            })
    void theseCanBeSubscribedTo(String filter) {
        assertNull(Topics.filterProblem(filter));
    }

    @ParameterizedTest
    @CsvSource({
        "'',4.7.3-1",
        "a#,4.7.1-1",
        "a/#/b,4.7.1-1",
        "#/,4.7.1-1",
        "##,4.7.1-1",
        "a+,4.7.1-2",
        "+a,4.7.1-2",
        "a/+b/c,4.7.1-2",
        "++,4.7.1-2",
        "$share/,4.8.2-1",
        "$share/g,4.8.2-1",
        "$share//x,4.8.2-1",
        "$share/g/,4.8.2-2",
        "$share/+/x,4.8.2-2",
        "$share/g#/x,4.8.2-2",
        "$share/g/a#,4.7.1-1",
        "$share/g/+a,4.7.1-2"
    })
    void theseCannot(String filter, String rule) {
        String problem = Topics.filterProblem(filter);
        assertNotNull(problem);
        assertTrue(problem.contains(rule), problem);
    }

    @ParameterizedTest
    @CsvSource({"'',4.7.3-1", "a/#,3.3.2-2", "+,3.3.2-2", "a+b,3.3.2-2"})
    void theseCannotBePublishedTo(String name, String rule) {
        String problem = Topics.nameProblem(name);
        assertNotNull(problem);
        assertTrue(problem.contains(rule), problem);
    }

    @Test
    void takesASharedFilterApart() {
        assertEquals("g", Topics.group("$share/g/a/b"));
        assertEquals("a/b", Topics.plain("$share/g/a/b"));
        assertEquals("/a", Topics.plain("$share/g//a"));
        assertEquals("a/b", Topics.plain("a/b"));
        assertEquals(3, Topics.depth("a//b"));
        assertEquals(1, Topics.depth(""));
    }
}
