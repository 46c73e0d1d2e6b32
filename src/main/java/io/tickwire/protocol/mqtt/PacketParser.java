package io.tickwire.protocol.mqtt;

import io.tickwire.protocol.mqtt.Packet.Ack.Kind;

/** Reads the body of a packet whose header is right. Pure. */
final class PacketParser {
    private PacketParser() {}

    /** @param version null before CONNECT */
    static Packet read(int firstByte, ByteCursor in, MqttVersion version, boolean fromClient) throws Refused {
        Packet packet = body(firstByte, in, version, fromClient);
        in.end();
        return packet;
    }

    private static Packet body(int firstByte, ByteCursor in, MqttVersion version, boolean fromClient) throws Refused {
        boolean v5 = version == MqttVersion.V5;
        return switch (PacketType.of(firstByte)) {
            case FORBIDDEN -> throw new IllegalStateException("the header was not checked");
            case CONNECT -> ConnectParser.read(in);
            case CONNACK -> ConnAckParser.read(in, v5);
            case PUBLISH -> PublishParser.read(firstByte, in, v5, fromClient);
            case PUBACK -> AckParser.read(Kind.PUBACK, in, v5);
            case PUBREC -> AckParser.read(Kind.PUBREC, in, v5);
            case PUBREL -> AckParser.read(Kind.PUBREL, in, v5);
            case PUBCOMP -> AckParser.read(Kind.PUBCOMP, in, v5);
            case SUBSCRIBE -> SubscribeParser.subscribe(in, v5);
            case SUBACK -> AckParser.subAck(in, v5);
            case UNSUBSCRIBE -> SubscribeParser.unsubscribe(in, v5);
            case UNSUBACK -> AckParser.unsubAck(in, v5);
            case PINGREQ -> new Packet.PingReq();
            case PINGRESP -> new Packet.PingResp();
            case DISCONNECT -> EndParser.disconnect(in, v5, fromClient);
            case AUTH -> EndParser.auth(in, fromClient);
        };
    }
}
