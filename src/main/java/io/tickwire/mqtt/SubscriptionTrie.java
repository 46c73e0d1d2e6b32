package io.tickwire.mqtt;

import io.tickwire.protocol.mqtt.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All subscriptions, by the levels of their filters. What a topic matches is remembered until a subscription changes.
 * Owner: the broker's thread.
 */
final class SubscriptionTrie {
    private static final int MAX_REMEMBERED = 4096;

    private final Node root = new Node();
    private final Map<String, Matches> remembered = new HashMap<>();

    /** Who gets the messages of a topic. */
    record Matches(List<Subscription> plain, List<SharedGroup> shared) {
        static final Matches NOBODY = new Matches(List.of(), List.of());
    }

    private static final class Node {
        private final Map<String, Node> children = new HashMap<>();
        private final Map<Session, Subscription> plain = new LinkedHashMap<>();
        private final Map<String, SharedGroup> shared = new LinkedHashMap<>();

        boolean isEmpty() {
            return children.isEmpty() && plain.isEmpty() && shared.isEmpty();
        }
    }

    /** Adds a subscription; one of the same session with the same filter is replaced. */
    void add(Subscription subscription) {
        remembered.clear();
        Node node = root;
        for (String level : levels(Topics.plain(subscription.filter()))) {
            node = node.children.computeIfAbsent(level, key -> new Node());
        }
        if (subscription.isShared()) {
            String group = Topics.group(subscription.filter());
            node.shared.computeIfAbsent(group, key -> new SharedGroup()).add(subscription);
        } else {
            node.plain.put(subscription.session(), subscription);
        }
    }

    void remove(Session session, String filter) {
        remembered.clear();
        String[] levels = levels(Topics.plain(filter));
        List<Node> path = new ArrayList<>(levels.length + 1);
        path.add(root);
        for (String level : levels) {
            Node next = path.get(path.size() - 1).children.get(level);
            if (next == null) {
                return;
            }
            path.add(next);
        }
        remove(path.get(levels.length), session, filter);
        for (int i = levels.length; i > 0 && path.get(i).isEmpty(); i--) {
            path.get(i - 1).children.remove(levels[i - 1]);
        }
    }

    private static void remove(Node node, Session session, String filter) {
        if (Topics.isShared(filter)) {
            SharedGroup group = node.shared.get(Topics.group(filter));
            if (group != null && group.remove(session)) {
                node.shared.remove(Topics.group(filter));
            }
        } else {
            node.plain.remove(session);
        }
    }

    /** Nobody changes the answer; it is good until the next change of the trie. */
    Matches match(String topic) {
        Matches known = remembered.get(topic);
        if (known == null) {
            known = search(topic);
            if (remembered.size() >= MAX_REMEMBERED) {
                remembered.clear();
            }
            remembered.put(topic, known);
        }
        return known;
    }

    private Matches search(String topic) {
        List<Subscription> plain = new ArrayList<>();
        List<SharedGroup> shared = new ArrayList<>();
        // [MQTT-4.7.2-1] wildcards in the first level do not match what begins with $.
        search(root, levels(topic), 0, !topic.startsWith("$"), plain, shared);
        return plain.isEmpty() && shared.isEmpty() ? Matches.NOBODY : new Matches(plain, shared);
    }

    private static void search(
            Node node, String[] levels, int at, boolean wildcards, List<Subscription> plain, List<SharedGroup> shared) {
        Node rest = wildcards ? node.children.get("#") : null;
        if (rest != null) {
            // "a/#" matches "a" too: MQTT 5.0 §4.7.1.2.
            take(rest, plain, shared);
        }
        if (at == levels.length) {
            take(node, plain, shared);
            return;
        }
        Node exact = node.children.get(levels[at]);
        if (exact != null) {
            search(exact, levels, at + 1, true, plain, shared);
        }
        Node any = wildcards ? node.children.get("+") : null;
        if (any != null) {
            search(any, levels, at + 1, true, plain, shared);
        }
    }

    private static void take(Node node, List<Subscription> plain, List<SharedGroup> shared) {
        plain.addAll(node.plain.values());
        shared.addAll(node.shared.values());
    }

    private static String[] levels(String topic) {
        return topic.split("/", -1);
    }

    /** Whether nothing is left. */
    boolean isEmpty() {
        return root.isEmpty();
    }
}
