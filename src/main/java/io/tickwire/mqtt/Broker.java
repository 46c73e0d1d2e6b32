package io.tickwire.mqtt;

import io.tickwire.config.MqttConfig.MqttLimitsConfig;
import io.tickwire.journal.MqttStore;
import io.tickwire.journal.MqttStored;
import io.tickwire.ops.Clock;
import io.tickwire.ops.MqttMetrics;
import io.tickwire.protocol.mqtt.Packet.Connect;
import io.tickwire.protocol.mqtt.ReasonCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Sessions and what they exchange. Owner: the broker's thread, which is the mailbox's. */
public final class Broker {
    private final Tools tools;
    private final Router router;
    private final Rules rules;
    private final Connector connector;
    private final Wills wills;
    private final Consumer<String> claim;
    private final Map<String, Session> sessions = new HashMap<>();
    private int clients;
    private Intake intake = (message, again, who) -> null;

    /**
     * @param newIds client ids for those who bring none
     * @param claim tells other nodes which client is here now
     */
    public Broker(
            MqttLimitsConfig limits,
            MqttStore store,
            Acl acl,
            Executor mailbox,
            Supplier<String> newIds,
            Consumer<String> claim,
            Clock clock,
            MqttMetrics metrics) {
        this.tools = new Tools(
                limits, clock, metrics, new Ledger(store, mailbox), new Budget(limits.maxQueuedBytes()), new Agenda());
        this.router = new Router(tools);
        this.rules = new Rules(tools, acl, (message, again, who) -> intake.take(message, again, who), mailbox);
        this.connector = new Connector(rules, newIds);
        this.wills = new Wills(tools, this::publishWill);
        this.claim = claim;
    }

    /** Who takes what is meant for the platform. */
    public void platform(Intake takes) {
        intake = takes;
    }

    /** What was there before the node was started anew. Before the first client. */
    public void restore(MqttStored stored) {
        new Restorer(rules, router, sessions, wills).restore(stored);
        List.copyOf(sessions.values()).forEach(this::scheduleEnd);
    }

    /**
     * A client asks to be let in; it is answered.
     *
     * @return null when it is not let in
     */
    public Client connect(Link link, Connect connect, Who asks) {
        // A session whose time is up is not there any more, though nobody has swept yet.
        tools.agenda().run(tools.clock().millis());
        String clientId = connector.clientId(connect);
        Who who = new Who(asks.identity(), asks.ip(), clientId);
        Connector.No no = connector.refusal(connect, who);
        Session old = sessions.get(clientId);
        if (no == null) {
            no = roomFor(old, who);
        }
        if (no != null) {
            tools.metrics().refused("connect", no.reason());
            Connector.refuse(link, connect, no);
            return null;
        }
        return admit(link, connect, who, old);
    }

    private Connector.No roomFor(Session old, Who who) {
        boolean taken = old != null && !old.subject().equals(subject(who));
        if (taken) {
            return new Connector.No(ReasonCode.NOT_AUTHORIZED, "the client id belongs to somebody else");
        }
        boolean replaces = old != null && old.client() != null;
        if (clients >= tools.limits().maxClients() && !replaces) {
            return new Connector.No(ReasonCode.QUOTA_EXCEEDED, "no more clients, see $.mqtt.limits.maxClients");
        }
        return old == null && sessions.size() >= tools.limits().maxSessions()
                ? new Connector.No(ReasonCode.QUOTA_EXCEEDED, "no more sessions, see $.mqtt.limits.maxSessions")
                : null;
    }

    /** Whose a session is; without credentials nobody's. */
    private static String subject(Who who) {
        return who.identity().isAuthenticated() ? who.identity().subject() : "";
    }

    private Client admit(Link link, Connect connect, Who who, Session old) {
        Session session = resume(connect, who, old);
        boolean present = session == old && old != null;
        Client client = new Client(link, connect, who, session, router, rules, this::gone);
        clients++;
        session.attach(client, connect.version());
        client.write(connector.welcome(connect, who.clientId(), present));
        wills.forget(session);
        if (connect.will() != null) {
            wills.made(session, connect.will());
        }
        claim.accept(who.clientId());
        if (present) {
            client.review();
        }
        session.outbox()
                .attach(
                        client,
                        Math.min(connect.receiveMaximum(), tools.limits().maxInflight()));
        return client;
    }

    private Session resume(Connect connect, Who who, Session old) {
        long expiry = Expiry.capped(connect.sessionExpirySeconds(), tools.limits());
        if (old != null && connect.cleanStart()) {
            // [MQTT-3.1.2-4]: also its will, if it waited, is due before that.
            takeOver(old, true);
            if (!old.isOver()) {
                end(old);
            }
        } else if (old != null) {
            takeOver(old, false);
        }
        if (old != null && !old.isOver()) {
            old.livesFor(expiry);
            return old;
        }
        Session fresh = new Session(who.clientId(), subject(who), connect.version(), expiry, tools);
        sessions.put(who.clientId(), fresh);
        return fresh;
    }

    /** [MQTT-3.1.4-3]. */
    private void takeOver(Session old, boolean clean) {
        Client before = old.client();
        if (before != null) {
            if (clean) {
                before.endsSession();
            }
            before.end(ReasonCode.SESSION_TAKEN_OVER, "another connection has this client id now");
        }
    }

    /** A client is gone; its connection is closed or will be. */
    private void gone(Client client) {
        clients--;
        Session session = client.session();
        long nowMsc = tools.clock().millis();
        session.detach(nowMsc);
        if (client.will() != null) {
            wills.left(session, client.who(), client.will());
        } else {
            wills.forget(session);
        }
        if (session.isPersistent() && !client.isLast()) {
            scheduleEnd(session);
        } else {
            end(session);
        }
    }

    private void scheduleEnd(Session session) {
        long endsMsc = session.endsMsc();
        if (endsMsc != Long.MAX_VALUE) {
            session.endsBy(tools.agenda().at(endsMsc, () -> end(session)));
        }
    }

    private void end(Session session) {
        wills.ended(session);
        session.subscriptions().keySet().forEach(filter -> router.subscriptions()
                .remove(session, filter));
        session.discard();
        sessions.remove(session.clientId(), session);
    }

    private void publishWill(Wills.Testament testament) {
        var will = testament.will();
        Message message = Message.of(
                will.topic(),
                will.payload(),
                will.qos(),
                will.retain(),
                will.properties(),
                tools.clock().millis(),
                testament.who().clientId());
        if (intake.take(message, false, testament.who()) == null
                && will.retain()
                && (message.payload().length == 0 || router.retained().hasRoomFor(message))) {
            router.retain(message, true);
        }
        router.route(message);
    }

    /**
     * Publishes in the name of the platform, or of a bridge.
     *
     * @param lasting whether what is retained of it outlives the node
     */
    public void publish(Message message, boolean lasting) {
        if (message.retain()) {
            router.retain(message, lasting);
        }
        router.route(message);
    }

    /** A client has come to another node. */
    public void claimedElsewhere(String clientId) {
        Session session = sessions.get(clientId);
        if (session != null && session.client() != null) {
            session.client().endsSession();
            session.client().end(ReasonCode.SESSION_TAKEN_OVER, "another node has this client now");
        } else if (session != null) {
            end(session);
        }
    }

    /** Closes those for whom it is meant. */
    public void endIf(Predicate<Client> meant, ReasonCode reason, String why) {
        List<Client> all = new ArrayList<>();
        sessions.values().forEach(session -> {
            if (session.client() != null && meant.test(session.client())) {
                all.add(session.client());
            }
        });
        all.forEach(client -> client.end(reason, why));
    }

    /** Ends what is due; called several times a second. */
    public void sweep() {
        long nowMsc = tools.clock().millis();
        tools.agenda().run(nowMsc);
        router.forgetExpired(nowMsc);
        tools.ledger().retry();
        tools.metrics()
                .levels(
                        clients,
                        sessions.size(),
                        router.retained().count(),
                        router.retained().bytes(),
                        tools.budget().bytes());
    }

    /** Why it does not take everything at present; empty when it does. Any thread. */
    public String problem() {
        return tools.ledger().problem();
    }

    /** At the end of each turn. */
    public void turnEnds() {
        tools.ledger().commit();
    }

    int sessions() {
        return sessions.size();
    }

    int timers() {
        return tools.agenda().size();
    }
}
