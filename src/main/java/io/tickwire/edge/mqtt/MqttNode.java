package io.tickwire.edge.mqtt;

import io.tickwire.journal.MqttStore;
import io.tickwire.mqtt.Broker;
import io.tickwire.mqtt.Mailbox;
import io.tickwire.mqtt.Mailbox.Owner;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The one broker of a node, which all instances of the door share. It runs on the event loop of one of them, so that what
 * comes in there crosses no thread; when that one goes it moves to another, and waits while there is none. Any thread.
 */
public final class MqttNode {
    private final Mailbox mailbox;
    private final Broker broker;
    private final Supplier<Future<Void>> opens;
    private final MqttStore store;
    private final List<Owner> doors = new ArrayList<>();
    private final List<MqttLink> dirty = new ArrayList<>();
    private Future<Void> ready;

    /**
     * @param opens opens the store, again where it could not be opened
     * @param makes a broker whose way back is the given mailbox
     */
    public MqttNode(Supplier<Future<Void>> opens, MqttStore store, Function<Executor, Broker> makes) {
        this.opens = opens;
        this.store = store;
        this.mailbox = new Mailbox(this::turnEnds);
        this.broker = makes.apply(mailbox::execute);
    }

    /**
     * A door opens; the first one brings back what was stored.
     *
     * @return when clients can come; fails when the store cannot be read, and may be tried again
     */
    public synchronized Future<Void> join(Owner door) {
        doors.add(door);
        if (doors.size() == 1) {
            mailbox.belongsTo(door);
        }
        return rejoin();
    }

    /** Tries again what failed in {@link #join}. */
    public synchronized Future<Void> rejoin() {
        if (ready == null || ready.failed()) {
            ready = restore();
        }
        return ready;
    }

    private Future<Void> restore() {
        Promise<Void> done = Promise.promise();
        opens.get()
                .compose(open -> store.load())
                .onFailure(done::fail)
                .onSuccess(stored -> mailbox.execute(() -> {
                    broker.restore(stored);
                    done.complete();
                }));
        return done.future();
    }

    /** A door closes; its connections are closed before. */
    public synchronized void leave(Owner door) {
        boolean owned = !doors.isEmpty() && doors.get(0) == door;
        doors.remove(door);
        if (owned) {
            mailbox.moveTo(doors.isEmpty() ? null : doors.get(0));
        }
    }

    /** Why it does not take everything at present; empty when it does. */
    public String problem() {
        return broker.problem();
    }

    /** Does something with the broker, on its thread. */
    public void tell(Consumer<Broker> what) {
        mailbox.execute(() -> what.accept(broker));
    }

    /** What was sent on it leaves when the turn ends. Broker's thread. */
    void flushLater(MqttLink link) {
        dirty.add(link);
    }

    private void turnEnds() {
        broker.turnEnds();
        for (int i = 0; i < dirty.size(); i++) {
            dirty.get(i).flush();
        }
        dirty.clear();
    }
}
