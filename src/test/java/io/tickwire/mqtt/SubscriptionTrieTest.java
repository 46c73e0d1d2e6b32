package io.tickwire.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.ops.ManualClock;
import io.tickwire.ops.MqttMetrics;
import io.tickwire.protocol.mqtt.MessageProperties;
import io.tickwire.protocol.mqtt.MqttVersion;
import io.tickwire.protocol.mqtt.Packet.Filter;
import io.tickwire.protocol.mqtt.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Both tries against lists that are searched from end to end. */
final class SubscriptionTrieTest {
    private static final int SESSIONS = 3;

    /** Subscribes, or unsubscribes, a session. */
    record Step(int session, String filter, boolean add) {}

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<String> level = Arbitraries.of("a", "b", "", "+", "$x");
        Arbitrary<String> plain = Combinators.combine(level.list().ofMinSize(1).ofMaxSize(3), Arbitraries.of("", "/#"))
                .as((levels, end) -> String.join("/", levels) + end)
                .map(filter -> filter.isEmpty() ? "#" : filter);
        Arbitrary<String> filter = Combinators.combine(Arbitraries.of("", "", "$share/g/", "$share/h/"), plain)
                .as(String::concat);
        return Combinators.combine(
                        Arbitraries.integers().between(0, SESSIONS - 1), filter, Arbitraries.of(true, true, false))
                .as(Step::new);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("a", "b", "", "$x", "c")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(levels -> String.join("/", levels))
                .filter(name -> !name.isEmpty());
    }

    @Property(tries = 1000)
    void findsWhatASearchThroughAllWouldFind(
            @ForAll @Size(max = 40) List<@From("steps") Step> steps,
            @ForAll @Size(max = 10) List<@From("names") String> names) {
        List<Session> sessions = sessions();
        SubscriptionTrie trie = new SubscriptionTrie();
        Map<String, Integer> naive = new TreeMap<>();
        for (Step step : steps) {
            Session session = sessions.get(step.session());
            String key = step.filter() + '\n' + step.session();
            if (step.add()) {
                trie.add(Subscription.of(session, Filter.of(step.filter(), 0), 0, List.of()));
                naive.put(key, step.session());
            } else {
                trie.remove(session, step.filter());
                naive.remove(key);
            }
            names.forEach(name -> assertEquals(wanted(naive, name), found(trie, name), name));
        }
        assertEquals(naive.isEmpty(), trie.isEmpty());
    }

    private static Set<String> wanted(Map<String, Integer> naive, String name) {
        Set<String> wanted = new TreeSet<>();
        naive.forEach((key, session) -> {
            String filter = key.substring(0, key.indexOf('\n'));
            if (Topics.matches(Topics.plain(filter), name)) {
                wanted.add(Topics.isShared(filter) ? "group " + filter : filter + " " + session);
            }
        });
        return wanted;
    }

    private static Set<String> found(SubscriptionTrie trie, String name) {
        SubscriptionTrie.Matches matches = trie.match(name);
        Set<String> found = new TreeSet<>();
        matches.plain()
                .forEach(each -> found.add(each.filter() + " " + each.session().clientId()));
        matches.shared()
                .forEach(group -> found.add(
                        "group " + group.pick(each -> true, each -> true).filter()));
        assertEquals(matches.plain().size() + matches.shared().size(), found.size());
        return found;
    }

    private static List<Session> sessions() {
        var limits = TestServer.config("").limits();
        Tools tools = new Tools(
                limits,
                new ManualClock(),
                new MqttMetrics(new SimpleMeterRegistry()),
                new Ledger(new FlakyStore(), Runnable::run),
                new Budget(1),
                new Agenda());
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            sessions.add(new Session(Integer.toString(i), "", MqttVersion.V5, 0, tools));
        }
        return sessions;
    }

    @Property(tries = 1000)
    void retainedMessagesAreFoundAlike(
            @ForAll @Size(max = 20) List<@From("names") String> kept,
            @ForAll @Size(max = 10) List<@From("names") String> removed,
            @ForAll("steps") Step step) {
        RetainedMessages retained = new RetainedMessages(100, 1_000_000);
        Set<String> naive = new HashSet<>();
        for (String name : kept) {
            retained.put(Message.of(name, new byte[1], 0, true, MessageProperties.NONE, 0, ""));
            naive.add(name);
        }
        for (String name : removed) {
            assertEquals(naive.remove(name), retained.remove(name));
        }
        String filter = Topics.plain(step.filter());
        Set<String> wanted = new TreeSet<>(naive);
        wanted.removeIf(name -> !Topics.matches(filter, name));
        List<String> found = new ArrayList<>();
        retained.match(filter, message -> found.add(message.topic()));
        assertEquals(new ArrayList<>(wanted), found.stream().sorted().toList());
        assertEquals(naive.size(), retained.count());
        naive.forEach(retained::remove);
        assertEquals(0, retained.bytes());
        assertTrue(retained.expired(Long.MAX_VALUE).isEmpty());
    }
}
