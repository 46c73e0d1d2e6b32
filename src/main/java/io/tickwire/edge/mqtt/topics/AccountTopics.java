package io.tickwire.edge.mqtt.topics;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.Subscription;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.message.AccountEvent;
import io.tickwire.domain.message.AccountQuery;
import io.tickwire.domain.message.AccountState;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.ExecutionsPage;
import io.tickwire.domain.message.ExecutionsQuery;
import io.tickwire.domain.message.PositionsEvent;
import io.tickwire.domain.message.Resume;
import io.tickwire.mqtt.Message;
import io.tickwire.mqtt.PlatformTree;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.bridge.EventEncoder;
import io.tickwire.protocol.mqtt.MessageProperties;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Money, positions and executions of one account. Executions are told once and in order, also those of the time in which
 * another instance had gone and this one had not come. Owner: the verticle's context.
 */
final class AccountTopics {
    private static final int QOS = 1;
    private static final int PAGE = 500;

    private final TypedBus bus;
    private final String account;
    private final PlatformTree tree;
    private final Places places;
    private final Clock clock;
    private final Consumer<Message> publish;
    private final List<Subscription> subscriptions = new ArrayList<>();
    /** What comes while earlier ones are asked for; null when it is told at once. */
    private List<ExecutionEvent> early;

    /** @param places up to where executions were told, also by instances before this one */
    AccountTopics(
            TypedBus bus, String account, PlatformTree tree, Places places, Clock clock, Consumer<Message> publish) {
        this.bus = bus;
        this.account = account;
        this.tree = tree;
        this.places = places;
        this.clock = clock;
        this.publish = publish;
    }

    void start() {
        early = places.of(account) == null ? null : new ArrayList<>();
        subscriptions.add(bus.subscribe(Addresses.account(account), this::money));
        subscriptions.add(bus.subscribe(Addresses.positions(account), this::positions));
        subscriptions.add(bus.subscribe(Addresses.executions(account), this::execution));
        ask();
        if (early != null) {
            catchUp();
        }
    }

    /** The state of now, for those who subscribe before it changes; an executor that is not there yet is asked again. */
    void ask() {
        bus.request(Addresses.accountState(account), new AccountQuery()).onSuccess(this::state);
    }

    private void state(AccountState state) {
        if (state.account() != null) {
            money(state.account());
        }
        if (state.positions() != null) {
            positions(state.positions());
        }
    }

    private void money(AccountEvent event) {
        tell(tree.account(account), EventEncoder.account(event), true);
    }

    private void positions(PositionsEvent event) {
        tell(tree.positions(account), EventEncoder.positions(event), true);
    }

    private void execution(ExecutionEvent event) {
        if (early == null) {
            tell(event);
        } else {
            early.add(event);
        }
    }

    private void tell(ExecutionEvent event) {
        Resume told = places.of(account);
        boolean known = told != null && told.epoch() == event.epoch() && event.seq() <= told.seq();
        if (!known) {
            places.told(account, new Resume(event.epoch(), event.seq()));
            tell(tree.executions(account), EventEncoder.execution(event), false);
        }
    }

    private void catchUp() {
        bus.request(Addresses.executionsSince(account), new ExecutionsQuery(places.of(account), PAGE))
                .onComplete(page -> {
                    if (page.succeeded()) {
                        page.result().events().forEach(this::tell);
                    }
                    if (page.succeeded() && isFull(page.result())) {
                        catchUp();
                    } else {
                        List<ExecutionEvent> waited = early;
                        early = null;
                        waited.forEach(this::tell);
                    }
                });
    }

    private static boolean isFull(ExecutionsPage page) {
        return page.events().size() >= PAGE;
    }

    private void tell(String topic, String json, boolean retain) {
        publish.accept(Message.of(
                topic, json.getBytes(StandardCharsets.UTF_8), QOS, retain, MessageProperties.NONE, clock.millis(), ""));
    }

    void stop() {
        subscriptions.forEach(Subscription::cancel);
    }
}
