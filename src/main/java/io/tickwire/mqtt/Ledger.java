package io.tickwire.mqtt;

import io.tickwire.journal.MqttChange;
import io.tickwire.journal.MqttStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes to the store: changes are collected and committed together, one batch at a time, and what was promised on the
 * strength of them is done when they are durable. While the store fails nothing is lost: the batch is tried again.
 * Owner: the broker's thread.
 */
final class Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private final MqttStore store;
    private final Executor mailbox;
    private List<MqttChange> changes = new ArrayList<>();
    private List<Runnable> promises = new ArrayList<>();
    private List<MqttChange> committing;
    private List<Runnable> promised;
    private boolean failing;
    private boolean told;
    private boolean resting;
    private long recorded;
    private long lastId;

    /** @param mailbox the way back to the broker's thread */
    Ledger(MqttStore store, Executor mailbox) {
        this.store = store;
        this.mailbox = mailbox;
    }

    /** Messages with numbers up to this one are in the store. */
    void startsAfter(long messageId) {
        lastId = Math.max(lastId, messageId);
    }

    void record(MqttChange change) {
        changes.add(change);
        recorded++;
    }

    /** Rises with each change: who compares it knows whether there was one. */
    long recorded() {
        return recorded;
    }

    /** One more delivery names the message. */
    void use(Message message) {
        if (message.stored(1) == 1) {
            message.storedAs(++lastId);
            record(new MqttChange.MessageKept(lastId, message.body()));
        }
    }

    /** One delivery less names the message. */
    void release(Message message) {
        if (message.stored(-1) == 0) {
            record(new MqttChange.MessageGone(message.storedId()));
        }
    }

    /** Runs when all that was recorded is durable: now, where nothing waits. */
    void whenDurable(Runnable promise) {
        if (changes.isEmpty() && committing == null) {
            promise.run();
        } else if (changes.isEmpty()) {
            promised.add(promise);
        } else {
            promises.add(promise);
        }
    }

    /** Whether the store cannot be written at present. */
    boolean isFailing() {
        return failing;
    }

    /** Changes that are not durable yet. */
    int waiting() {
        return changes.size() + (committing == null ? 0 : committing.size());
    }

    /** At the end of a turn. */
    void commit() {
        if (committing == null && !changes.isEmpty()) {
            committing = changes;
            promised = promises;
            changes = new ArrayList<>();
            promises = new ArrayList<>();
            send();
        }
    }

    /** A batch that failed, again: called now and then. */
    void retry() {
        if (resting) {
            resting = false;
            send();
        }
    }

    private void send() {
        List<MqttChange> batch = committing;
        store.commit(batch)
                .onComplete(done -> mailbox.execute(() -> {
                    if (done.succeeded()) {
                        durable();
                    } else {
                        failed(done.cause());
                    }
                }));
    }

    private void durable() {
        failing = false;
        if (told) {
            told = false;
            LOG.info("MQTT: the store can be written again");
        }
        List<Runnable> due = promised;
        committing = null;
        promised = null;
        due.forEach(Runnable::run);
        commit();
    }

    private void failed(Throwable cause) {
        failing = true;
        resting = true;
        if (!told) {
            told = true;
            LOG.error("MQTT: {}; QoS 1 and 2 are not accepted until it can", cause.getMessage());
        }
    }
}
