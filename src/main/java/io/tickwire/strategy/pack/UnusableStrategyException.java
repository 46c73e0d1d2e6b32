package io.tickwire.strategy.pack;

import java.util.List;
import java.util.stream.Collectors;

/** A strategy's folder cannot be run as it is; the problems say why. */
public final class UnusableStrategyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public UnusableStrategyException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    public UnusableStrategyException(Problem problem) {
        this(List.of(problem));
    }

    public List<Problem> problems() {
        return problems;
    }
}
