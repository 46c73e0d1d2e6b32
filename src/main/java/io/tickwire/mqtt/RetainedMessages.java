package io.tickwire.mqtt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The retained message of each topic, by the levels of topics. Owner: the broker's thread. */
final class RetainedMessages {
    private final Node root = new Node();
    private final int maxMessages;
    private final long maxBytes;
    private final TreeSet<Message> expiring =
            new TreeSet<>(Comparator.comparingLong(Message::expiresMsc).thenComparing(Message::topic));
    private int count;
    private long bytes;

    private static final class Node {
        private final Map<String, Node> children = new HashMap<>();
        private Message message;
    }

    RetainedMessages(int maxMessages, long maxBytes) {
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
    }

    int count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    /** Whether it would be within the bounds. */
    boolean hasRoomFor(Message message) {
        Message old = get(message.topic());
        long without = old == null ? bytes : bytes - old.bytes();
        return (old != null || count < maxMessages) && without + message.bytes() <= maxBytes;
    }

    void put(Message message) {
        Node node = root;
        for (String level : message.topic().split("/", -1)) {
            node = node.children.computeIfAbsent(level, key -> new Node());
        }
        replace(node, message);
    }

    private void replace(Node node, Message message) {
        if (node.message != null) {
            count--;
            bytes -= node.message.bytes();
            expiring.remove(node.message);
        }
        node.message = message;
        if (message != null) {
            count++;
            bytes += message.bytes();
            if (message.expiresMsc() != Message.FOREVER) {
                expiring.add(message);
            }
        }
    }

    Message get(String topic) {
        Node node = root;
        for (String level : topic.split("/", -1)) {
            node = node.children.get(level);
            if (node == null) {
                return null;
            }
        }
        return node.message;
    }

    /** @return whether there was one */
    boolean remove(String topic) {
        return remove(root, topic.split("/", -1), 0);
    }

    private boolean remove(Node node, String[] levels, int at) {
        if (at == levels.length) {
            boolean was = node.message != null;
            replace(node, null);
            return was;
        }
        Node child = node.children.get(levels[at]);
        boolean was = child != null && remove(child, levels, at + 1);
        if (was && child.children.isEmpty() && child.message == null) {
            node.children.remove(levels[at]);
        }
        return was;
    }

    /** Topics whose message has expired. */
    List<String> expired(long nowMsc) {
        List<String> found = new ArrayList<>();
        for (Message message : expiring) {
            if (!message.isExpired(nowMsc)) {
                break;
            }
            found.add(message.topic());
        }
        return found;
    }

    /** Each that a plain filter matches. */
    void match(String filter, Consumer<Message> found) {
        match(root, filter.split("/", -1), 0, found);
    }

    private static void match(Node node, String[] filter, int at, Consumer<Message> found) {
        if (at == filter.length) {
            tell(node, found);
            return;
        }
        if (filter[at].equals("#")) {
            tell(node, found);
            node.children.forEach((level, child) -> {
                if (isOpen(level, at)) {
                    all(child, found);
                }
            });
        } else if (filter[at].equals("+")) {
            node.children.forEach((level, child) -> {
                if (isOpen(level, at)) {
                    match(child, filter, at + 1, found);
                }
            });
        } else {
            Node child = node.children.get(filter[at]);
            if (child != null) {
                match(child, filter, at + 1, found);
            }
        }
    }

    /** [MQTT-4.7.2-1]. */
    private static boolean isOpen(String level, int at) {
        return at > 0 || !level.startsWith("$");
    }

    private static void all(Node node, Consumer<Message> found) {
        tell(node, found);
        node.children.values().forEach(child -> all(child, found));
    }

    private static void tell(Node node, Consumer<Message> found) {
        if (node.message != null) {
            found.accept(node.message);
        }
    }

    /** Every one of them. */
    void forEach(Consumer<Message> each) {
        all(root, each);
    }
}
