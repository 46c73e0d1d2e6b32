package io.tickwire.journal;

import static io.tickwire.journal.MqttChanges.body;
import static io.tickwire.journal.MqttChanges.message;
import static io.tickwire.journal.MqttChanges.queued;
import static io.tickwire.journal.MqttChanges.session;
import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.journal.MqttChange.Stage;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What every MQTT store must do. */
public abstract class MqttStoreContract {
    private static final List<Class<? extends MqttChange>> ORDER = List.of(
            MqttChange.SessionKept.class,
            MqttChange.Subscribed.class,
            MqttChange.MessageKept.class,
            MqttChange.Queued.class,
            MqttChange.Received.class,
            MqttChange.WillKept.class,
            MqttChange.Retained.class);

    /** A store with a place of its own that begins empty. */
    public interface Place extends AutoCloseable {
        MqttStore store();

        /** As a server finds it that comes after the one before. */
        MqttStore reopened();

        @Override
        void close();
    }

    protected abstract Place place();

    @Provide
    Arbitrary<List<List<MqttChange>>> batches() {
        return MqttChanges.batch().list().ofMinSize(1).ofMaxSize(12);
    }

    @Property(tries = 60)
    void holdsWhatANaiveStoreHolds(@ForAll("batches") List<List<MqttChange>> batches) {
        NaiveMqttStore naive = new NaiveMqttStore();
        try (Place place = place()) {
            assertEquals(List.of(), held(place.store()));
            for (List<MqttChange> batch : batches) {
                batch.forEach(naive::apply);
                await(place.store().commit(batch));
            }
            List<String> expected = naive.load();
            assertEquals(expected, held(place.store()));
            assertEquals(expected, held(place.reopened()));
        }
    }

    @Property(tries = 20)
    void goesOnFromWhatItHeld(
            @ForAll("batches") List<List<MqttChange>> before, @ForAll("batches") List<List<MqttChange>> after) {
        NaiveMqttStore naive = new NaiveMqttStore();
        try (Place place = place()) {
            before.forEach(batch -> batch.forEach(naive::apply));
            await(Future.all(before.stream().map(place.store()::commit).toList()));
            MqttStore next = place.reopened();
            assertEquals(naive.load(), held(next));
            after.forEach(batch -> batch.forEach(naive::apply));
            await(Future.all(after.stream().map(next::commit).toList()));
            assertEquals(naive.load(), held(next));
        }
    }

    /** What a load gives, as lines in the order of the alphabet, after a look at the order in which it came. */
    static List<String> held(MqttStore store) {
        List<MqttChange> changes = await(store.load(), 30).changes();
        int kind = 0;
        Map<String, Long> numbers = new HashMap<>();
        for (MqttChange change : changes) {
            int next = ORDER.indexOf(change.getClass());
            assertTrue(next >= kind, "too late: " + change);
            kind = next;
            if (change instanceof MqttChange.Queued it) {
                Long before = numbers.put(it.clientId(), it.number());
                assertTrue(before == null || before < it.number(), "too late: " + change);
            }
        }
        return NaiveMqttStore.lines(changes);
    }

    @Test
    void whatItHoldsMakesTheSameInAnotherStore() {
        List<MqttChange> all = List.of(
                session("a"),
                new MqttChange.Subscribed("a", "t/#", 2, true, true, 1, 9),
                message(1),
                new MqttChange.Queued("a", 1, 1, 2, true, List.of(9, 10), 77, Stage.RELEASED),
                new MqttChange.Received("a", 5),
                new MqttChange.WillKept("a", 0, 30, body("gone")),
                new MqttChange.Retained(body("last", (byte) 7)));
        try (Place one = place();
                Place other = place()) {
            await(one.store().commit(all));
            List<MqttChange> held = await(one.store().load()).changes();
            await(other.store().commit(held));
            assertEquals(NaiveMqttStore.lines(all), held(other.store()));
        }
    }

    @Test
    void aSessionTakesWithItWhatIsItsAndLeavesTheRest() {
        try (Place place = place()) {
            for (String clientId : List.of("a", "b")) {
                await(place.store()
                        .commit(List.of(
                                session(clientId),
                                new MqttChange.Subscribed(clientId, "t", 1, false, false, 0, 0),
                                message(1),
                                queued(clientId, 1, 1),
                                new MqttChange.Received(clientId, 1),
                                new MqttChange.WillKept(clientId, 0, 0, body("gone")))));
            }
            List<String> before = held(place.store());
            await(place.store().commit(List.of(new MqttChange.SessionGone("a"))));
            // The next one of this client finds nothing.
            await(place.store().commit(List.of(session("a"))));
            assertEquals(
                    before.stream()
                            .filter(line -> line.startsWith("SessionKept")
                                    || !line.contains("clientId=a,") && !line.contains("of a "))
                            .toList(),
                    held(place.store()));
        }
    }

    @Test
    void whatComesAfterASessionIsOverIsNoPartOfTheNextOne() {
        try (Place place = place()) {
            await(place.store()
                    .commit(List.of(
                            session("a"),
                            new MqttChange.SessionGone("a"),
                            message(1),
                            queued("a", 1, 1),
                            new MqttChange.Subscribed("a", "t", 1, false, false, 0, 0),
                            new MqttChange.Received("a", 1),
                            new MqttChange.WillKept("a", 0, 0, body("gone")))));
            await(place.store().commit(List.of(session("a"))));
            assertEquals(NaiveMqttStore.lines(List.of(session("a"))), held(place.store()));
        }
    }

    @Test
    void forgetsAtALoadWhatNothingNamesAndWhatNamesNothing() {
        try (Place place = place()) {
            await(place.store()
                    .commit(List.of(session("a"), message(1), queued("a", 1, 1), message(2), queued("a", 2, 3))));
            List<String> named = NaiveMqttStore.lines(List.of(session("a"), message(1), queued("a", 1, 1)));
            assertEquals(named, held(place.store()));
            // Message 3 comes too late for what waited for it, and what waits for 2 too late for it.
            await(place.store().commit(List.of(message(3), queued("a", 4, 2))));
            assertEquals(named, held(place.store()));
        }
    }

    @Test
    void batchesAreMadeInTheOrderInWhichTheyAreHandedIn() {
        try (Place place = place()) {
            List<Future<Void>> commits = new ArrayList<>();
            List<Integer> done = Collections.synchronizedList(new ArrayList<>());
            for (int i = 0; i < 2_000; i++) {
                int number = i;
                commits.add(place.store()
                        .commit(List.of(
                                new MqttChange.SessionKept("a", 5, number, 0, ""),
                                new MqttChange.Retained(body("t" + number % 7, (byte) number))))
                        .onSuccess(durable -> done.add(number)));
            }
            await(Future.all(commits));
            assertEquals(LongStream.range(0, 2_000).mapToObj(i -> (int) i).toList(), done);
            NaiveMqttStore naive = new NaiveMqttStore();
            naive.apply(new MqttChange.SessionKept("a", 5, 1_999, 0, ""));
            for (int i = 0; i < 2_000; i++) {
                naive.apply(new MqttChange.Retained(body("t" + i % 7, (byte) i)));
            }
            assertEquals(naive.load(), held(place.store()));
        }
    }

    @Test
    void loadsTwentyThousandWaitingMessagesInTheOrderOfTheirNumbers() {
        List<Long> numbers = new ArrayList<>(LongStream.rangeClosed(1, 20_000)
                .map(number -> number * 3)
                .boxed()
                .toList());
        Collections.shuffle(numbers, new Random(5));
        try (Place place = place()) {
            await(place.store().commit(List.of(session("a"))));
            for (int from = 0; from < numbers.size(); from += 1_000) {
                List<MqttChange> batch = new ArrayList<>();
                for (long number : numbers.subList(from, from + 1_000)) {
                    batch.add(message(number + 7));
                    batch.add(queued("a", number, number + 7));
                }
                await(place.store().commit(batch));
            }
            List<Long> loaded = new ArrayList<>();
            for (MqttChange change : await(place.reopened().load(), 30).changes()) {
                if (change instanceof MqttChange.Queued it) {
                    loaded.add(it.number());
                }
            }
            Collections.sort(numbers);
            assertEquals(numbers, loaded);
        }
    }
}
