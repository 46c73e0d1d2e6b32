package io.tickwire.domain.message;

import io.tickwire.domain.Refusal;
import java.util.List;

/**
 * A strategy's host answers.
 *
 * @param status how the strategy is after that
 * @param lines for {@link StrategyCommand.Kind#LOG} and {@link StrategyCommand.Kind#DECISIONS}, oldest first
 * @param refusal why it was not done; null when it was
 */
public record StrategyAnswer(StrategyStatus status, List<Line> lines, Refusal refusal) {

    /** @param kind for example {@code INFO}, {@code order}, {@code report}, {@code decision} */
    public record Line(long timeMsc, String kind, String text) {}

    public StrategyAnswer {
        lines = List.copyOf(lines);
    }
}
