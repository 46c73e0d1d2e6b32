package io.tickwire.domain.message;

import io.tickwire.domain.Refusal;
import java.util.Objects;

/** The one answer to an {@link ExecMessage}. */
public sealed interface ExecReply {

    /** Epoch milliseconds UTC. */
    long timeMsc();

    /** Taken note of. */
    record Done(long timeMsc) implements ExecReply {}

    /**
     * Taken note of, with what may be risked.
     *
     * @param multiplier 0 to 1
     */
    record Alive(double multiplier, long timeMsc) implements ExecReply {}

    /**
     * The position may be opened.
     *
     * @param multiplier 0 to 1
     */
    record Approved(double multiplier, long timeMsc) implements ExecReply {}

    /** The position may not be opened: nothing may be risked. */
    record Rejected(Refusal refusal, long timeMsc) implements ExecReply {
        public Rejected {
            Objects.requireNonNull(refusal, "refusal");
        }
    }

    /** What was told could not be taken. */
    record Failed(Refusal refusal, long timeMsc) implements ExecReply {
        public Failed {
            Objects.requireNonNull(refusal, "refusal");
        }
    }

    /** How it is called on the wire and in the journal. */
    default String status() {
        return this instanceof Rejected ? "rejected" : this instanceof Failed ? "error" : "success";
    }
}
