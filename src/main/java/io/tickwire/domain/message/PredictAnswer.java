package io.tickwire.domain.message;

import io.tickwire.domain.Prediction;
import io.tickwire.domain.Refusal;
import java.util.Objects;

/** A model decided, or did not and why not. No refusal is ever a side. */
public sealed interface PredictAnswer {

    record Predicted(Prediction prediction) implements PredictAnswer {
        public Predicted {
            Objects.requireNonNull(prediction, "prediction");
        }
    }

    /** @param refusal for people, with the code of the catalogue */
    record Refused(Reason reason, Refusal refusal) implements PredictAnswer {
        public Refused {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(refusal, "refusal");
        }
    }

    /** Why there is no decision. */
    enum Reason {
        /** Nobody knows this model. */
        NOT_FOUND,
        /** The window does not fit the model; asking again with the same window is of no use. */
        BAD_WINDOW,
        /** The newest bar is older than the model's manifest allows. */
        STALE_WINDOW,
        /** The model is past its {@code validUntil}. */
        EXPIRED,
        /** Too many questions wait; ask again later. */
        BUSY,
        /** No answer in time. */
        TIMEOUT,
        /** The model failed, or said something that is no number. */
        FAILED
    }
}
