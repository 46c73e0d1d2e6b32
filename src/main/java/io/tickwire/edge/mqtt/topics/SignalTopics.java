package io.tickwire.edge.mqtt.topics;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.Subscription;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Scope;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.Origin;
import io.tickwire.domain.message.SignalAnswer;
import io.tickwire.domain.message.SubmitSignal;
import io.tickwire.edge.SignalService;
import io.tickwire.mqtt.Acl;
import io.tickwire.mqtt.Intake;
import io.tickwire.mqtt.Message;
import io.tickwire.mqtt.PlatformTree;
import io.tickwire.mqtt.Who;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.bridge.BridgeReplies;
import io.tickwire.protocol.bridge.SignalCodec;
import io.tickwire.protocol.bridge.SignalPolicy;
import io.tickwire.protocol.bridge.SignalReader;
import io.tickwire.protocol.json.Decoded;
import io.tickwire.protocol.mqtt.MessageProperties;
import io.tickwire.protocol.mqtt.ReasonCode;
import io.tickwire.protocol.mqtt.Topics;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Signals that come by MQTT: they enter where all signals do, and what becomes of them is told to the response topic with
 * its correlation data, or to the account's outcome topic. Owner: the broker's thread, but for {@link #start} and {@link
 * #stop}.
 */
final class SignalTopics implements Intake {
    private static final int MAX_DOUBTS = 10_000;
    private static final int QOS = 1;

    private final TypedBus bus;
    private final PlatformTree tree;
    private final Acl acl;
    private final Clock clock;
    private final Consumer<Message> publish;
    private final Map<String, SignalCodec> codecs = new LinkedHashMap<>();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Map<UUID, Asker> doubts = new LinkedHashMap<>();

    /** Where an answer goes. */
    private record Asker(String topic, byte[] correlationData) {}

    SignalTopics(
            TypedBus bus,
            SignalPolicy policy,
            PlatformTree tree,
            Acl acl,
            Supplier<UUID> newIds,
            Clock clock,
            Consumer<Message> publish) {
        this.bus = bus;
        this.tree = tree;
        this.acl = acl;
        this.clock = clock;
        this.publish = publish;
        policy.accounts()
                .forEach(account ->
                        codecs.put(account, new SignalCodec(new SignalReader(policy.only(account), newIds))));
    }

    void start() {
        codecs.keySet()
                .forEach(account -> subscriptions.add(bus.subscribe(Addresses.executions(account), this::prove)));
    }

    void stop() {
        subscriptions.forEach(Subscription::cancel);
    }

    @Override
    public Future<Taken> take(Message message, boolean again, Who who) {
        String account = tree.signalsOf(message.topic());
        if (account == null) {
            return null;
        }
        Asker asker = asker(message, account, who);
        Refusal refusal = refusal(message, again, account, who);
        if (refusal != null) {
            return Future.succeededFuture(refused(asker, refusal));
        }
        Decoded<Signal> decoded = codecs.get(account).decode(message.payload());
        if (decoded instanceof Decoded.Malformed<Signal> malformed) {
            return Future.succeededFuture(refused(asker, malformed.refusal()));
        }
        Signal read = ((Decoded.Message<Signal>) decoded).value();
        Signal signal = expiring(read, message);
        SubmitSignal submit = new SubmitSignal(signal, new Origin(who.identity().subject(), "mqtt"), 0, signal != read);
        return bus.request(Addresses.submit(account), submit)
                .otherwise(failure -> new SignalAnswer(SignalService.unanswered(signal, failure), false))
                .map(answer -> answered(asker, answer));
    }

    private Refusal refusal(Message message, boolean again, String account, Who who) {
        if (!codecs.containsKey(account)) {
            return Refusal.of(ErrorCode.VALIDATION_ERROR, "There is no account " + account)
                    .with("suggestion", "publish to signals/ and one of " + String.join(", ", codecs.keySet()));
        }
        if (!who.identity().may(Scope.TRADE) || !who.identity().mayUse(account)) {
            return Refusal.of(
                    ErrorCode.FORBIDDEN,
                    "Account " + account + " is not open to " + who.identity().subject());
        }
        if (message.retain()) {
            return Refusal.of(ErrorCode.VALIDATION_ERROR, "A signal cannot be retained")
                    .with("suggestion", "publish it without the retain flag");
        }
        // What it was before this node came back is not known: with an id it can be told, else it could be done twice.
        return again && !SignalCodec.hasId(message.payload())
                ? Refusal.of(
                                ErrorCode.UNKNOWN_OUTCOME,
                                "Sent again without a signal_id: whether it was executed is not known")
                        .with("suggestion", "give each signal a signal_id; look at the account before you send it anew")
                : null;
    }

    /** A topic that the sender may not write to itself is not written to for it. */
    private Asker asker(Message message, String account, Who who) {
        MessageProperties properties = message.properties();
        String wanted = properties.responseTopic();
        boolean open = wanted != null
                && Topics.nameProblem(wanted) == null
                && tree.signalsOf(wanted) == null
                && (wanted.equals(tree.outcome(account)) || acl.mayWrite(who, wanted));
        return new Asker(open ? wanted : tree.outcome(account), properties.correlationData());
    }

    /** What is not delivered in time is not to be delivered: the signal dies with its message. */
    private static Signal expiring(Signal signal, Message message) {
        long dies = message.expiresMsc();
        boolean sooner = dies != Message.FOREVER && (signal.expirationMsc() == 0 || dies < signal.expirationMsc());
        return sooner ? signal.expiringAt(dies) : signal;
    }

    private Taken refused(Asker asker, Refusal refusal) {
        answer(asker, BridgeReplies.error(refusal, clock.millis()));
        return taken(refusal);
    }

    private Taken answered(Asker asker, SignalAnswer answer) {
        SignalOutcome outcome = answer.outcome();
        if (outcome instanceof SignalOutcome.Unknown) {
            doubt(outcome.signalId(), asker);
        }
        answer(asker, BridgeReplies.signalAnswered(answer, clock.millis()));
        if (outcome instanceof SignalOutcome.Refused refused) {
            return taken(refused.refusal());
        }
        if (outcome instanceof SignalOutcome.Failed failed) {
            return taken(failed.refusal());
        }
        return outcome instanceof SignalOutcome.Unknown unknown
                ? taken(unknown.refusal())
                : new Taken(ReasonCode.SUCCESS, null);
    }

    /** MQTT 5.0 §3.4.2.1: PUBACK and PUBREC know fewer reasons than the catalogue. */
    private static Taken taken(Refusal refusal) {
        ReasonCode reason = ReasonCode.of(refusal.code().mqttReason());
        ReasonCode told =
                switch (reason) {
                    case MESSAGE_RATE_TOO_HIGH -> ReasonCode.QUOTA_EXCEEDED;
                    case SERVER_UNAVAILABLE, PACKET_TOO_LARGE -> ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR;
                    default -> reason;
                };
        return new Taken(told, refusal.code() + ": " + refusal.message());
    }

    private synchronized void doubt(UUID signalId, Asker asker) {
        if (doubts.size() >= MAX_DOUBTS) {
            doubts.remove(doubts.keySet().iterator().next());
        }
        doubts.put(signalId, asker);
    }

    private synchronized Asker settled(UUID signalId) {
        return doubts.remove(signalId);
    }

    /** A signal in doubt has become certain. */
    private void prove(ExecutionEvent event) {
        if (event.signalId() != null && !"unknown".equals(event.status())) {
            Asker asker = settled(event.signalId());
            if (asker != null) {
                answer(asker, BridgeReplies.signalProven(event, clock.millis()));
            }
        }
    }

    private void answer(Asker asker, String json) {
        MessageProperties properties = asker.correlationData() == null
                ? MessageProperties.NONE
                : new MessageProperties(
                        true, MessageProperties.NO_EXPIRY, null, null, asker.correlationData(), List.of());
        publish.accept(Message.of(
                asker.topic(), json.getBytes(StandardCharsets.UTF_8), QOS, false, properties, clock.millis(), ""));
    }
}
