package io.tickwire.protocol.mqtt;

/** A packet breaks the standard. Never leaves this package: {@link MqttReader} turns it into a {@link Heard.Malformed}. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final ReasonCode reason;
    private final MqttVersion answer;

    Refused(ReasonCode reason, String why, MqttVersion answer) {
        // Anybody can cause it: it costs no stack trace.
        super(why, null, false, false);
        this.reason = reason;
        this.answer = answer;
    }

    Refused(ReasonCode reason, String why) {
        this(reason, why, null);
    }

    /** MQTT 5.0 §4.13.1: it cannot be parsed as the standard says. */
    static void malformedIf(boolean wrong, String why) throws Refused {
        if (wrong) {
            throw new Refused(ReasonCode.MALFORMED_PACKET, why);
        }
    }

    /** MQTT 5.0 §4.13.1: it can be parsed, and says what is not allowed. */
    static void protocolErrorIf(boolean wrong, String why) throws Refused {
        if (wrong) {
            throw new Refused(ReasonCode.PROTOCOL_ERROR, why);
        }
    }

    /** The same, of a first packet that told its version. */
    Refused answeredWith(MqttVersion version) {
        return new Refused(reason, getMessage(), version);
    }

    Heard.Malformed malformed() {
        return new Heard.Malformed(reason, getMessage(), answer);
    }
}
