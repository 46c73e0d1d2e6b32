package io.tickwire.edge.zmq;

import io.tickwire.edge.exec.ExecDoor.Answer;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Messages of a peer wait in line: one is asked at a time, and answers leave in the order in which the messages came. A
 * line is there while one of its messages is being asked. Owner: the sockets' thread.
 */
final class PeerLines {
    private final int maxWaiting;
    private final int maxRefused;
    private final Map<ByteBuffer, Line> lines = new HashMap<>();

    /** Whatever waits behind the one that is being asked. */
    private static final class Line {
        private final ArrayDeque<Place> places = new ArrayDeque<>();
        private int waiting;
        private int refused;
        /** Of the last message that came under this name. */
        private Object connection;
    }

    /** @param refused what it is answered; null when it is still to be asked */
    private record Place(PeerMessage message, Answer refused) {}

    /**
     * @param maxWaiting messages of a peer that are to be asked
     * @param maxRefused messages of a peer whose answer is known, and waits for its turn
     */
    PeerLines(int maxWaiting, int maxRefused) {
        this.maxWaiting = maxWaiting;
        this.maxRefused = maxRefused;
    }

    boolean isFull(PeerMessage message) {
        Line line = lines.get(key(message));
        return line != null && line.waiting >= maxWaiting;
    }

    /** Takes a message; true when it is to be asked now. */
    boolean join(PeerMessage message) {
        Line line = lines.get(key(message));
        if (line == null) {
            line = new Line();
            line.connection = message.connection();
            lines.put(key(message), line);
            return true;
        }
        line.connection = message.connection();
        line.waiting++;
        line.places.add(new Place(message, null));
        return false;
    }

    /** Nothing of this peer is being asked: an answer may leave at once. */
    boolean isFree(PeerMessage message) {
        return !lines.containsKey(key(message));
    }

    /** Takes a message that is not asked, behind others; false when too many such wait. */
    boolean refuse(PeerMessage message, Answer answer) {
        Line line = lines.get(key(message));
        line.connection = message.connection();
        if (line.refused >= maxRefused) {
            return false;
        }
        line.refused++;
        line.places.add(new Place(message, answer));
        return true;
    }

    /** Whether the peer has come back since by another connection: an answer is for the one that asked. */
    boolean isStale(PeerMessage message) {
        Line line = lines.get(key(message));
        return line != null && line.connection != message.connection();
    }

    /** The one that was asked is answered: hands on the answers that follow it; the message to ask now, or null. */
    PeerMessage next(PeerMessage answered, BiConsumer<PeerMessage, Answer> send) {
        Line line = lines.get(key(answered));
        for (Place place = line.places.poll(); place != null; place = line.places.poll()) {
            if (place.refused() == null) {
                line.waiting--;
                return place.message();
            }
            line.refused--;
            send.accept(place.message(), place.refused());
        }
        lines.remove(key(answered));
        return null;
    }

    int size() {
        return lines.size();
    }

    private static ByteBuffer key(PeerMessage message) {
        return ByteBuffer.wrap(message.peer());
    }
}
