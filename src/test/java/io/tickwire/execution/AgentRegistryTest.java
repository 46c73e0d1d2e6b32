package io.tickwire.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.domain.message.AgentList.Agent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is alive, and what each earned today. */
final class AgentRegistryTest {
    private final AgentRegistry agents = new AgentRegistry(2, Duration.ofSeconds(60));

    private List<Agent> alive(long nowMsc) {
        return agents.alive(nowMsc, ea -> 0.5, ea -> 2);
    }

    @Test
    void knowsEachByNameAndMagicNumberWithItsLastSymbol() {
        agents.heard("Grid", "EURUSD", 7, 1_000);
        agents.heard("Grid", "GBPUSD", 7, 2_000);
        agents.heard("Grid", 3_000);
        agents.heard("Nobody", 3_000);
        assertEquals(List.of(new Agent("Grid", "GBPUSD", 7, 3_000, 3, 0.5, 2)), alive(3_000));
    }

    @Test
    void forgetsWhoWasSilentForThreeHeartbeats() {
        agents.heard("Grid", "EURUSD", 7, 1_000);
        agents.heard("Hedge", "EURUSD", 8, 2_000);
        assertEquals(2, alive(180_999).size());
        assertEquals(List.of("Hedge"), alive(181_000).stream().map(Agent::ea).toList());
        agents.heard("Grid", 181_001);
        assertEquals(1, agents.size());
    }

    @Test
    void makesRoomAtItsBoundByForgettingWhoIsSilentLongest() {
        agents.heard("A", "EURUSD", 1, 1);
        agents.heard("B", "EURUSD", 2, 2);
        agents.heard("A", 3);
        agents.heard("C", "EURUSD", 3, 4);
        assertEquals(List.of("A", "C"), alive(5).stream().map(Agent::ea).toList());
    }

    @Test
    void addsUpADayAndBeginsAnewAtTheBrokersMidnight() {
        DayResults results = new DayResults(ZoneId.of("Europe/Athens"));
        long evening = Instant.parse("2026-01-27T21:59:00Z").toEpochMilli();
        assertEquals(Instant.parse("2026-01-26T22:00:00Z").toEpochMilli(), results.dayStartMsc(evening));
        results.restore(Map.of("Grid", 1.5), evening);
        results.add("Grid", -0.25, evening);
        assertEquals(1.25, results.of("Grid", evening));
        assertEquals(0, results.of("Hedge", evening));
        assertEquals(0, results.of("Grid", evening + 60_000));
        results.add("Grid", 7, evening + 60_000);
        // A clock that goes back brings no second day.
        assertEquals(7, results.of("Grid", evening));
    }

    @Test
    void countsNoMoreNamesThanItsBound() {
        DayResults results = new DayResults(ZoneId.of("UTC"));
        for (int i = 0; i <= 10_000; i++) {
            results.add("ea" + i, 1, 0);
        }
        results.add("ea5", 1, 0);
        assertEquals(2, results.of("ea5", 0));
        assertEquals(0, results.of("ea10000", 0));
    }
}
