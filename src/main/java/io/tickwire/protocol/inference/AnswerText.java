package io.tickwire.protocol.inference;

import io.tickwire.domain.Decision;
import io.tickwire.domain.Prediction;
import io.tickwire.domain.message.PredictAnswer;
import io.tickwire.domain.message.PredictAnswer.Predicted;
import io.tickwire.domain.message.PredictAnswer.Refused;

/**
 * What a client gets for a window: {@code buy}, {@code sell}, or {@code error: } with a sentence. Whatever is not a
 * decision is an error; nothing here ever becomes a side by default.
 *
 * @param text without a newline; one line of printable characters
 */
public record AnswerText(Outcome outcome, String text) {
    public static final AnswerText BUY = new AnswerText(Outcome.BUY, Decision.BUY.wire());
    public static final AnswerText SELL = new AnswerText(Outcome.SELL, Decision.SELL.wire());

    private static final String ERROR = "error: ";
    private static final int MAX_LENGTH = 300;

    /** What a model said. */
    public static AnswerText of(PredictAnswer answer, String model) {
        return answer instanceof Predicted predicted
                ? decided(predicted.prediction())
                : refused((Refused) answer, model);
    }

    private static AnswerText decided(Prediction prediction) {
        return switch (prediction.decision()) {
            case BUY -> BUY;
            case SELL -> SELL;
            case NONE ->
                error(Outcome.NO_SIGNAL, "no signal, the margin " + prediction.margin() + " is inside the dead band");
        };
    }

    private static AnswerText refused(Refused refused, String model) {
        String why = refused.refusal().message();
        return switch (refused.reason()) {
            case NOT_FOUND -> unknownModel(model);
            case BAD_WINDOW -> error(Outcome.MALFORMED, why);
            case STALE_WINDOW, EXPIRED -> error(Outcome.NO_SIGNAL, "no signal, " + why);
            case BUSY -> error(Outcome.BUSY, "model busy");
            case TIMEOUT -> timeout();
            case FAILED -> failed();
        };
    }

    /** Nobody serves this model. */
    public static AnswerText unknownModel(String model) {
        return error(Outcome.UNKNOWN_MODEL, "unknown model '" + model + "'");
    }

    /** The model did not answer in time. */
    public static AnswerText timeout() {
        return error(Outcome.TIMEOUT, "model timeout");
    }

    /** The model failed; why is in the log. */
    public static AnswerText failed() {
        return error(Outcome.FAILED, "model failed");
    }

    /** The text was not a window. */
    public static AnswerText malformed(String why) {
        return error(Outcome.MALFORMED, why);
    }

    /** The window was over the limit. */
    public static AnswerText tooLarge(int maxBytes) {
        return error(Outcome.TOO_LARGE, "window larger than " + maxBytes + " bytes");
    }

    /** Any sentence as an error: one line, printable, of bounded length. */
    private static AnswerText error(Outcome outcome, String sentence) {
        return new AnswerText(outcome, error(sentence));
    }

    /** What a session is told before it is closed. */
    public static String error(String sentence) {
        StringBuilder line = new StringBuilder(ERROR);
        for (int i = 0; i < sentence.length() && i < MAX_LENGTH; i++) {
            char letter = sentence.charAt(i);
            line.append(letter >= ' ' && letter < 0x7F ? letter : '?');
        }
        return line.toString();
    }
}
