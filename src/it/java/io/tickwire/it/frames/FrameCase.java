package io.tickwire.it.frames;

import io.tickwire.edge.frames.ClientFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One conversation: what a client sends, and what a server has to say to it, in order, to the end of the stream. */
final class FrameCase {
    static final int NORMAL = 1000;
    static final int PROTOCOL_ERROR = 1002;
    static final int INVALID_UTF8 = 1007;
    private static final long QUIET_MS = 150;

    private final String id;
    private final List<Step> steps = new ArrayList<>();
    private final List<Heard> answers = new ArrayList<>();
    private int closeCode;
    private boolean open;

    /** What a client does. */
    private interface Step {
        /** False ends the sending: the server has closed. */
        boolean run(FramePeer peer, List<Heard> heard);
    }

    FrameCase(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    String section() {
        return id.substring(0, id.indexOf('.'));
    }

    FrameCase send(ClientFrame... frames) {
        return chopped(0, frames);
    }

    /** All frames in one run of bytes, cut into pieces. */
    FrameCase chopped(int chop, ClientFrame... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ClientFrame frame : frames) {
            all.writeBytes(frame.bytes());
        }
        return raw(chop, all.toByteArray());
    }

    FrameCase raw(int chop, byte[] bytes) {
        steps.add((peer, heard) -> peer.send(bytes, chop));
        return this;
    }

    /** Each frame in a write of its own. */
    FrameCase eachAlone(ClientFrame... frames) {
        for (ClientFrame frame : frames) {
            send(frame);
        }
        return this;
    }

    /** Sends a message, waits for its echo, and again. */
    FrameCase pingPong(int times, ClientFrame message) {
        byte[] bytes = message.bytes();
        steps.add((peer, heard) -> {
            for (int i = 0; i < times; i++) {
                peer.send(bytes, 0);
                heard.add(peer.next());
            }
            return true;
        });
        for (int i = 0; i < times; i++) {
            answers.add(Heard.message(message.opcode() == ClientFrame.TEXT, message.payload()));
        }
        return this;
    }

    /** Nothing is said for a while; what is, counts as an answer. */
    FrameCase quiet() {
        steps.add((peer, heard) -> {
            Heard early = peer.next(QUIET_MS);
            if (early != null) {
                heard.add(early);
                heard.add(Heard.fault("said too early"));
            }
            return true;
        });
        return this;
    }

    /** The next answer is given now, before anything else is sent. */
    FrameCase awaitAnswer() {
        steps.add((peer, heard) -> {
            Heard now = peer.next();
            heard.add(now);
            return now.kind() != Heard.Kind.CLOSE;
        });
        return this;
    }

    FrameCase echoes(String text) {
        return echoes(true, text.getBytes(StandardCharsets.UTF_8));
    }

    FrameCase echoes(boolean text, byte[] payload) {
        answers.add(Heard.message(text, payload));
        return this;
    }

    FrameCase pongs(String payload) {
        answers.add(Heard.pong(payload));
        return this;
    }

    FrameCase pongs(byte[] payload) {
        answers.add(Heard.pong(payload));
        return this;
    }

    /** The server ends it, with this code, and closes TCP. */
    FrameCase fails(int code) {
        closeCode = code;
        return this;
    }

    /** The client has sent a close frame; the server answers it and closes TCP. */
    FrameCase closes(int code) {
        closeCode = code;
        return this;
    }

    /** All is well; the client closes at the end. */
    FrameCase clean() {
        open = true;
        closeCode = NORMAL;
        return this;
    }

    /**
     * Says what is wrong, or nothing.
     *
     * @param echo whether the server sends messages back; another one has one answer of its own for each
     */
    String run(FramePeer peer, boolean echo) {
        List<Heard> heard = new ArrayList<>();
        boolean going = true;
        for (Step step : steps) {
            going = going && step.run(peer, heard);
        }
        while (open && heard.size() < answers.size() && !isOver(heard)) {
            heard.add(peer.next());
        }
        if (open) {
            peer.send(ClientFrame.close(NORMAL, "").bytes(), 0);
        }
        while (!isOver(heard)) {
            heard.add(peer.next());
        }
        List<Heard> expected = new ArrayList<>(answers);
        expected.add(Heard.close(closeCode));
        expected.add(Heard.end());
        List<Heard> told = echo ? heard : answered(heard);
        List<Heard> due = echo ? expected : answered(expected);
        return told.equals(due) ? "" : id + ": expected " + due + "\n    but heard " + told;
    }

    private static boolean isOver(List<Heard> heard) {
        return heard.stream().anyMatch(each -> each.kind() == Heard.Kind.END || each.kind() == Heard.Kind.FAULT);
    }

    private static List<Heard> answered(List<Heard> heard) {
        return heard.stream()
                .map(each -> each.kind() == Heard.Kind.TEXT || each.kind() == Heard.Kind.BINARY
                        ? new Heard(Heard.Kind.TEXT, "an answer")
                        : each)
                .toList();
    }
}
