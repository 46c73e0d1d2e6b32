package io.tickwire.protocol.mqtt;

import io.tickwire.protocol.mqtt.Packet.Ack;
import io.tickwire.protocol.mqtt.Packet.Auth;
import io.tickwire.protocol.mqtt.Packet.ConnAck;
import io.tickwire.protocol.mqtt.Packet.Connect;
import io.tickwire.protocol.mqtt.Packet.Disconnect;
import io.tickwire.protocol.mqtt.Packet.Filter;
import io.tickwire.protocol.mqtt.Packet.PingReq;
import io.tickwire.protocol.mqtt.Packet.PingResp;
import io.tickwire.protocol.mqtt.Packet.Publish;
import io.tickwire.protocol.mqtt.Packet.SubAck;
import io.tickwire.protocol.mqtt.Packet.Subscribe;
import io.tickwire.protocol.mqtt.Packet.Unsubscribe;
import io.tickwire.protocol.mqtt.Packet.Will;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Packets by chance, all of which the standard allows. */
final class PacketSamples {
    private static final String[] TEXTS = {"a", "tickwire/ticks/EURUSD", "é/\uFEFF/😀", "x".repeat(130), "$SYS/a"};

    private final Random random;
    private final MqttVersion version;
    private final boolean v5;

    PacketSamples(Random random, MqttVersion version) {
        this.random = random;
        this.version = version;
        this.v5 = version == MqttVersion.V5;
    }

    List<Packet> ofAClient() {
        Connect connect = connect();
        List<Packet> packets = new ArrayList<>(List.of(connect));
        for (int i = random.nextInt(5); i > 0; i--) {
            packets.add(
                    switch (random.nextInt(5)) {
                        case 0 -> subscribe();
                        case 1 -> new Unsubscribe(id(), list(this::text), user());
                        case 2 -> new PingReq();
                        case 3 -> ack();
                        default -> publish(List.of());
                    });
        }
        if (v5 && random.nextBoolean()) {
            packets.add(auth(ReasonCode.CONTINUE_AUTHENTICATION));
        }
        long expiry = connect.sessionExpirySeconds() == 0 ? 0 : u32();
        packets.add(
                v5
                        ? new Disconnect(ReasonCode.DISCONNECT_WITH_WILL, either(expiry, -1), maybeText(), user())
                        : Disconnect.of(ReasonCode.SUCCESS, null));
        return packets;
    }

    List<Packet> ofAServer() {
        List<Packet> packets = new ArrayList<>(List.of(connAck()));
        for (int i = random.nextInt(5); i > 0; i--) {
            packets.add(
                    switch (random.nextInt(5)) {
                        case 0 -> subAck();
                        case 1 ->
                            new SubAck(
                                    true,
                                    id(),
                                    v5 ? list(() -> ReasonCode.NO_SUBSCRIPTION_EXISTED) : List.of(),
                                    maybeText());
                        case 2 -> new PingResp();
                        case 3 -> ack();
                        default -> publish(v5 ? list(() -> 1 + random.nextInt(268_435_455)) : List.of());
                    });
        }
        if (v5) {
            packets.add(auth(ReasonCode.SUCCESS));
            packets.add(new Disconnect(ReasonCode.SERVER_SHUTTING_DOWN, -1, maybeText(), user()));
        }
        return packets;
    }

    MessageProperties properties() {
        return v5 && random.nextBoolean()
                ? new MessageProperties(
                        random.nextBoolean(), either(u32(), -1), maybeText(), maybeText(), maybeData(), user())
                : MessageProperties.NONE;
    }

    private Connect connect() {
        boolean clean = random.nextBoolean();
        boolean named = random.nextBoolean();
        Will will = random.nextBoolean()
                ? null
                : new Will(text(), data(), random.nextInt(3), random.nextBoolean(), v5 ? u32() : 0, properties());
        String method = v5 ? maybeText() : null;
        return new Connect(
                version,
                maybe("", text()),
                clean,
                u16(),
                named ? text() : null,
                named || v5 ? maybeData() : null,
                will,
                v5 ? either(u32(), 0L) : clean ? 0 : Connect.NEVER,
                v5 ? 1 + random.nextInt(65535) : 65535,
                v5 ? 1 + u32() / 2 : Long.MAX_VALUE,
                v5 ? u16() : 0,
                v5 && random.nextBoolean(),
                !v5 || random.nextBoolean(),
                method,
                method == null ? null : maybeData(),
                user());
    }

    private ConnAck connAck() {
        return v5
                ? new ConnAck(
                        random.nextBoolean(),
                        ReasonCode.SUCCESS,
                        either(u32(), -1),
                        1 + random.nextInt(65535),
                        either(1 + u32() / 2, Long.MAX_VALUE),
                        random.nextBoolean(),
                        maybeText(),
                        u16(),
                        maybeText(),
                        random.nextInt(65536) - 1,
                        user())
                : ConnAck.refused(ReasonCode.NOT_AUTHORIZED, null);
    }

    private Publish publish(List<Integer> subscriptionIds) {
        int qos = random.nextInt(3);
        int alias = v5 ? maybe(1 + random.nextInt(65535), 0) : 0;
        return new Publish(
                qos > 0 && random.nextBoolean(),
                qos,
                random.nextBoolean(),
                alias > 0 ? maybe("", text()) : text(),
                qos > 0 ? id() : 0,
                data(),
                alias,
                subscriptionIds,
                properties());
    }

    private Ack ack() {
        Ack.Kind kind = Ack.Kind.values()[random.nextInt(4)];
        boolean receipt = kind == Ack.Kind.PUBACK || kind == Ack.Kind.PUBREC;
        ReasonCode failure = receipt ? ReasonCode.QUOTA_EXCEEDED : ReasonCode.PACKET_IDENTIFIER_NOT_FOUND;
        return v5
                ? new Ack(kind, id(), maybe(failure, ReasonCode.SUCCESS), maybeText(), user())
                : Ack.of(kind, id(), ReasonCode.SUCCESS);
    }

    private Subscribe subscribe() {
        return new Subscribe(
                id(),
                list(() -> v5
                        ? new Filter(
                                text() + "/#",
                                random.nextInt(3),
                                random.nextBoolean(),
                                random.nextBoolean(),
                                random.nextInt(3))
                        : Filter.of(text(), random.nextInt(3))),
                v5 ? random.nextInt(268_435_456) : 0,
                user());
    }

    private SubAck subAck() {
        return new SubAck(
                false, id(), list(() -> maybe(ReasonCode.GRANTED_QOS_1, ReasonCode.UNSPECIFIED_ERROR)), maybeText());
    }

    private Auth auth(ReasonCode reason) {
        return new Auth(reason, text(), maybeData(), maybeText(), user());
    }

    private <T> T maybe(T one, T other) {
        return random.nextBoolean() ? one : other;
    }

    private long either(long one, long other) {
        return random.nextBoolean() ? one : other;
    }

    private <T> List<T> list(Supplier<T> element) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            list.add(element.get());
        }
        return list;
    }

    private List<UserProperty> user() {
        return v5 && random.nextBoolean() ? list(() -> new UserProperty(text(), text())) : List.of();
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private String maybeText() {
        return v5 ? maybe(text(), null) : null;
    }

    private byte[] data() {
        byte[] data = new byte[random.nextInt(200)];
        random.nextBytes(data);
        return data;
    }

    private byte[] maybeData() {
        return maybe(data(), null);
    }

    private int id() {
        return 1 + random.nextInt(65535);
    }

    private int u16() {
        return random.nextInt(65536);
    }

    private long u32() {
        return random.nextInt() & 0xFFFF_FFFFL;
    }
}
