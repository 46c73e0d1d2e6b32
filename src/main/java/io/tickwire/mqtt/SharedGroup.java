package io.tickwire.mqtt;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Sessions that share the messages of a filter, each message for one of them: MQTT 5.0 §4.8.2. Owner: the broker's thread. */
final class SharedGroup {
    private final List<Subscription> members = new ArrayList<>();
    private int next;

    void add(Subscription subscription) {
        members.removeIf(member -> member.session() == subscription.session());
        members.add(subscription);
    }

    /** @return whether nobody is left */
    boolean remove(Session session) {
        members.removeIf(member -> member.session() == session);
        return members.isEmpty();
    }

    /**
     * Whose turn it is: somebody who can take it now, else somebody for whom it can wait.
     *
     * @return null when nobody can
     */
    Subscription pick(Predicate<Subscription> takesNow, Predicate<Subscription> canWait) {
        Subscription now = next(takesNow);
        return now == null ? next(canWait) : now;
    }

    private Subscription next(Predicate<Subscription> can) {
        for (int i = 0; i < members.size(); i++) {
            int at = (next + i) % members.size();
            if (can.test(members.get(at))) {
                next = at + 1;
                return members.get(at);
            }
        }
        return null;
    }
}
