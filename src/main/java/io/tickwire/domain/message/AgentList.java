package io.tickwire.domain.message;

import java.util.List;
import java.util.Objects;

/** Expert Advisors that are alive, by name and magic number. */
public record AgentList(List<Agent> agents) {

    /**
     * One of them.
     *
     * @param symbol that it named last
     * @param lastHeartbeatMsc its last sign of life, epoch milliseconds UTC
     * @param messages since it appeared
     * @param riskMultiplier 0 to 1; 0 when nothing may be opened
     * @param dayProfit of the positions that it closed today, account currency, by its own account
     */
    public record Agent(
            String ea,
            String symbol,
            long magic,
            long lastHeartbeatMsc,
            long messages,
            double riskMultiplier,
            double dayProfit) {
        public Agent {
            Objects.requireNonNull(ea, "ea");
            Objects.requireNonNull(symbol, "symbol");
        }
    }

    public AgentList {
        agents = List.copyOf(agents);
    }
}
