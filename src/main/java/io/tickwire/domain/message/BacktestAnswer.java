package io.tickwire.domain.message;

import java.util.List;
import java.util.Objects;

/**
 * What is said of backtests.
 *
 * @param jobs those that were asked about
 * @param document a result or report; empty unless it was asked for and is there
 * @param refusal why not; empty when it is done
 */
public record BacktestAnswer(List<BacktestStatus> jobs, String document, String refusal) {
    public BacktestAnswer {
        jobs = List.copyOf(jobs);
        Objects.requireNonNull(document, "document");
        Objects.requireNonNull(refusal, "refusal");
    }

    public static BacktestAnswer of(List<BacktestStatus> jobs) {
        return new BacktestAnswer(jobs, "", "");
    }

    public static BacktestAnswer refused(String why) {
        return new BacktestAnswer(List.of(), "", why);
    }
}
