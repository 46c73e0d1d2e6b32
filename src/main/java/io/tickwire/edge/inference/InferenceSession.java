package io.tickwire.edge.inference;

import io.tickwire.domain.Scope;
import io.tickwire.edge.Caller;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.Metrics.Stage;
import io.tickwire.protocol.CloseCode;
import io.tickwire.protocol.inference.AnswerText;
import io.tickwire.protocol.inference.Asked;
import io.tickwire.protocol.inference.Asked.Closes;
import io.tickwire.protocol.inference.Asked.Malformed;
import io.tickwire.protocol.inference.Asked.Stop;
import java.util.ArrayDeque;

/**
 * One client of the inference socket: its windows, answered in the order in which they came, several at a time. A window
 * is what was sent last; nothing of it is kept for the next one. Owner: the verticle's context.
 */
final class InferenceSession {
    private static final int NORMAL = 1000;
    private static final String LATE =
            "a credential is shown in the first line of plain TCP, or in the handshake of a WebSocket";

    private final String id;
    private final String ip;
    private final int maxWaiting;
    private final Clock clock;
    private final Metrics metrics;
    private final Runnable endProcess;
    private final ArrayDeque<Slot> waiting = new ArrayDeque<>(1);
    private ModelDesk models;
    private Line line;
    private Caller caller;
    private long heardNanos;
    private long deadlineNanos;
    private long stalledSinceNanos;
    private boolean wasFull;
    private CloseCode ending;
    private String endReason;
    private CloseCode closeCode;
    private int leaveCode = NORMAL;
    private boolean stopped;

    /** A window under way. */
    private static final class Slot {
        private final long begunNanos;
        private AnswerText answer;

        Slot(long begunNanos) {
            this.begunNanos = begunNanos;
        }
    }

    /**
     * @param line what the client is reached by until it is known what it speaks
     * @param endProcess called when the client may end the whole process and does so
     */
    InferenceSession(
            String id,
            String ip,
            ModelDesk models,
            Line line,
            int maxWaiting,
            Clock clock,
            Metrics metrics,
            Runnable endProcess) {
        this.id = id;
        this.ip = ip;
        this.models = models;
        this.line = line;
        this.maxWaiting = maxWaiting;
        this.clock = clock;
        this.metrics = metrics;
        this.endProcess = endProcess;
        this.heardNanos = clock.nanos();
    }

    String id() {
        return id;
    }

    /** Address of the other end. */
    String ip() {
        return ip;
    }

    /** What it turned out to speak. */
    void speaks(Line newLine) {
        line = newLine;
    }

    /** Which model answers from now on. */
    void asks(ModelDesk newModels) {
        models = newModels;
    }

    /** Who it is; null while that is not known. */
    Caller caller() {
        return caller;
    }

    void admit(Caller admitted) {
        caller = admitted;
        deadlineNanos = 0;
    }

    /** It has until then to say who it is; 0 when it has. */
    long deadlineNanos() {
        return deadlineNanos;
    }

    void settleUntil(long nanos) {
        deadlineNanos = nanos;
    }

    /** Something came. */
    void heard() {
        heardNanos = clock.nanos();
    }

    boolean isIdle(long nowNanos, long timeoutNanos) {
        return waiting.isEmpty() && line.isWritable() && nowNanos - heardNanos >= timeoutNanos;
    }

    /** Does what the client said, in its turn. */
    void hear(Asked asked, long begunNanos) {
        if (asked instanceof Closes window) {
            ask(window.values(), begunNanos);
        } else if (asked instanceof Malformed malformed) {
            tell(AnswerText.malformed(malformed.why()), begunNanos);
        } else if (asked instanceof Stop) {
            stop();
        } else {
            tell(AnswerText.malformed(LATE), begunNanos);
        }
    }

    private void ask(double[] closes, long begunNanos) {
        Slot slot = new Slot(begunNanos);
        waiting.add(slot);
        models.ask(closes, "inference " + id).onSuccess(answer -> {
            slot.answer = answer;
            settle();
        });
    }

    /** An answer that needs no model, in its turn. */
    void tell(AnswerText answer, long begunNanos) {
        Slot slot = new Slot(begunNanos);
        slot.answer = answer;
        waiting.add(slot);
        settle();
    }

    private void settle() {
        Slot slot;
        while ((slot = waiting.peek()) != null && slot.answer != null) {
            waiting.poll();
            line.send(slot.answer);
            metrics.window(slot.answer.outcome().label());
            metrics.stage(Stage.WINDOW_ANSWER, clock.nanos() - slot.begunNanos);
        }
        if (ending != null && waiting.isEmpty()) {
            end(ending, endReason);
        } else if (wasFull && !mustWait()) {
            wasFull = false;
            line.readOn();
        }
    }

    /** Whether nothing more should be read at present. */
    boolean mustWait() {
        boolean full = waiting.size() >= maxWaiting || !line.isWritable();
        wasFull |= full;
        return full || isEnding();
    }

    boolean isEnding() {
        return ending != null || closeCode != null;
    }

    /** The client took something. */
    void writable() {
        stalledSinceNanos = 0;
        settle();
    }

    /** How long the client has taken nothing of what waits for it; 0 while it keeps up. Asked now and then. */
    long stalledNanos(long nowNanos) {
        if (line.isWritable()) {
            stalledSinceNanos = 0;
            return 0;
        }
        if (stalledSinceNanos == 0) {
            stalledSinceNanos = nowNanos;
        }
        return nowNanos - stalledSinceNanos;
    }

    /** It gets what it asked for, and the end. */
    private void stop() {
        stopped = true;
        endWhenAnswered(CloseCode.NORMAL, "stop");
    }

    /** Takes no more windows, answers those under way, and closes. */
    void endWhenAnswered(CloseCode code, String reason) {
        if (!isEnding()) {
            ending = code;
            endReason = reason;
            settle();
        }
    }

    /** Closes now. */
    void end(CloseCode code, String reason) {
        if (closeCode == null) {
            closeCode = code;
            line.end(code, reason);
            // Whoever may only read does not end what others use.
            if (stopped && caller.identity().may(Scope.ADMIN)) {
                endProcess.run();
            }
        }
    }

    /** What it means when the client ends the connection: a code of RFC 6455 §7.4. */
    void leavesWith(int code) {
        leaveCode = code;
    }

    /** What the connection ended with. */
    int closeCode() {
        return closeCode == null ? leaveCode : closeCode.code();
    }
}
