package io.tickwire.domain.message;

import java.util.List;

/**
 * The strategies of a node.
 *
 * @param problem why the folder cannot be read; empty when it can
 */
public record StrategyList(List<StrategyStatus> strategies, String problem) {
    public StrategyList {
        strategies = List.copyOf(strategies);
    }
}
