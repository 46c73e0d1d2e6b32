package io.tickwire.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.protocol.mqtt.Topics;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Against every topic of up to four levels: they can tell any two filters of up to three levels apart. The empty one is
 * no topic, but counted: whoever takes it for one refuses too much and not too little.
 */
final class TopicSetsTest {
    private static final List<String> LEVELS = List.of("a", "b", "", "$x", "z");
    private static final List<String> TOPICS = topics();

    private static List<String> topics() {
        List<String> all = new ArrayList<>();
        List<String> front = LEVELS;
        for (int depth = 1; depth <= 4; depth++) {
            all.addAll(front);
            List<String> next = new ArrayList<>();
            front.forEach(head -> LEVELS.forEach(level -> next.add(head + "/" + level)));
            front = next;
        }
        return all;
    }

    @Provide
    Arbitrary<String> filters() {
        Arbitrary<String> level = Arbitraries.of("a", "b", "", "+", "$x");
        return level.list().ofMinSize(0).ofMaxSize(3).flatMap(levels -> Arbitraries.of(false, true)
                .map(hash -> {
                    List<String> all = new ArrayList<>(levels);
                    if (hash || all.isEmpty()) {
                        all.add("#");
                    }
                    String filter = String.join("/", all);
                    return filter.isEmpty() ? "a" : filter;
                }));
    }

    @Property(tries = 3000)
    void oneCoversAnotherWhenItMatchesAllThatTheOtherDoes(
            @ForAll("filters") String wide, @ForAll("filters") String narrow) {
        boolean all = TOPICS.stream()
                .filter(topic -> Topics.matches(narrow, topic))
                .allMatch(topic -> Topics.matches(wide, topic));
        boolean some = TOPICS.stream().anyMatch(topic -> Topics.matches(narrow, topic));
        if (some) {
            assertEquals(all, TopicSets.covers(wide, narrow), wide + " covers " + narrow);
        }
    }

    @Property(tries = 3000)
    void twoOverlapWhenATopicMatchesBoth(@ForAll("filters") String one, @ForAll("filters") String other) {
        boolean both = TOPICS.stream().anyMatch(topic -> Topics.matches(one, topic) && Topics.matches(other, topic));
        assertEquals(both, TopicSets.overlap(one, other), one + " and " + other);
        assertEquals(both, TopicSets.overlap(other, one), other + " and " + one);
    }

    @ParameterizedTest
    @CsvSource({"#,a/b,true", "a/#,a,true", "a/+,a/#,false", "+/#,#,true", "#,$x,false", "a/+/#,a/#,false", "+,+,true"})
    void covers(String wide, String narrow, boolean covered) {
        assertEquals(covered, TopicSets.covers(wide, narrow));
    }
}
