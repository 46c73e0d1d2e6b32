package io.tickwire.journal;

import io.tickwire.journal.MqttChange.Body;
import io.tickwire.journal.MqttChange.Stage;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Changes of an MQTT store, by hand and generated: few names, so that they meet. */
final class MqttChanges {
    private MqttChanges() {}

    static MqttChange.SessionKept session(String clientId) {
        return new MqttChange.SessionKept(clientId, 5, 3600, 0, "desk");
    }

    static Body body(String topic, byte... payload) {
        return new Body(topic, payload, 1, false, new byte[0], 5, 0, "");
    }

    static MqttChange.MessageKept message(long id) {
        return new MqttChange.MessageKept(id, body("t/" + id, (byte) id));
    }

    static MqttChange.Queued queued(String clientId, long number, long messageId) {
        return new MqttChange.Queued(clientId, number, messageId, 1, false, List.of(), 0, Stage.WAITING);
    }

    static Arbitrary<List<MqttChange>> batch() {
        return Arbitraries.frequencyOf(List.of(
                        of(4, sessionKept()),
                        of(1, clients().map(MqttChange.SessionGone::new)),
                        of(3, subscribed()),
                        of(1, Combinators.combine(clients(), topics()).as(MqttChange.Unsubscribed::new)),
                        of(5, Combinators.combine(ids(), bodies()).as(MqttChange.MessageKept::new)),
                        of(1, ids().map(MqttChange.MessageGone::new)),
                        of(8, queued()),
                        of(
                                3,
                                Combinators.combine(clients(), ids(), packets(), Arbitraries.of(Stage.class))
                                        .as(MqttChange.Moved::new)),
                        of(2, Combinators.combine(clients(), ids()).as(MqttChange.Delivered::new)),
                        of(2, Combinators.combine(clients(), packets()).as(MqttChange.Received::new)),
                        of(1, Combinators.combine(clients(), packets()).as(MqttChange.Freed::new)),
                        of(2, bodies().map(MqttChange.Retained::new)),
                        of(1, topics().map(MqttChange.RetainedGone::new)),
                        of(2, wills()),
                        of(1, clients().map(MqttChange.WillGone::new))))
                .list()
                .ofMaxSize(12);
    }

    private static Tuple2<Integer, Arbitrary<MqttChange>> of(int often, Arbitrary<? extends MqttChange> changes) {
        return Tuple.of(often, changes.map(change -> change));
    }

    private static Arbitrary<String> clients() {
        return Arbitraries.of("a", "a/b", "'; --", "ü€😀");
    }

    private static Arbitrary<String> topics() {
        return Arbitraries.of("t", "t/+", "/#", "\uFFFD/😀");
    }

    private static Arbitrary<Long> ids() {
        return Arbitraries.longs().between(1, 6);
    }

    private static Arbitrary<Integer> packets() {
        return Arbitraries.of(1, 2, 65_535);
    }

    private static Arbitrary<Long> times() {
        return Arbitraries.of(0L, 1L, 4_102_444_800_000L, Long.MAX_VALUE);
    }

    private static Arbitrary<byte[]> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(5);
    }

    private static Arbitrary<Body> bodies() {
        return Combinators.combine(
                        topics(),
                        bytes(),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(true, false),
                        bytes(),
                        times(),
                        times(),
                        clients())
                .as(Body::new);
    }

    private static Arbitrary<MqttChange> sessionKept() {
        return Combinators.combine(
                        clients(),
                        Arbitraries.of(4, 5),
                        Arbitraries.of(0L, 1L, 0xFFFF_FFFFL),
                        times(),
                        Arbitraries.of("", "desk"))
                .as(MqttChange.SessionKept::new);
    }

    private static Arbitrary<MqttChange> subscribed() {
        return Combinators.combine(
                        clients(),
                        topics(),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(0, 268_435_455))
                .as(MqttChange.Subscribed::new);
    }

    private static Arbitrary<MqttChange> queued() {
        return Combinators.combine(
                        clients(),
                        ids(),
                        ids(),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(true, false),
                        Arbitraries.of(1, 127, 268_435_455).list().ofMaxSize(3),
                        packets(),
                        Arbitraries.of(Stage.class))
                .as(MqttChange.Queued::new);
    }

    private static Arbitrary<MqttChange> wills() {
        return Combinators.combine(clients(), times(), Arbitraries.of(0L, 0xFFFF_FFFFL), bodies())
                .as(MqttChange.WillKept::new);
    }
}
