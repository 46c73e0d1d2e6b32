package io.tickwire.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.LimitsConfig;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.OpenSession;
import io.tickwire.domain.message.OpenSession.Profile;
import io.tickwire.domain.message.PermitRequest;
import io.tickwire.domain.message.PermitRequest.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class SessionRulesTest {
    private static final long SECOND = 1_000_000_000L;

    private final LimitsConfig limits = limits();

    private static LimitsConfig limits() {
        try {
            return new ConfigLoader(Map.of())
                    .parse("{\"limits\":{\"maxConnections\":3,\"maxConnectionsPerIp\":2,\"maxTickClients\":2}}", "test")
                    .limits();
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Against a naive reference: count what lies in the window. */
    @Property
    void admitsExactlyTheLimitInAnyWindow(
            @ForAll @IntRange(min = 1, max = 40) int limit,
            @ForAll @Size(max = 300) List<@LongRange(min = 0, max = SECOND / 10) Long> gaps) {
        SlidingWindow window = new SlidingWindow(limit, SECOND);
        Deque<Long> admitted = new ArrayDeque<>();
        long now = 5;
        for (long gap : gaps) {
            now += gap;
            long horizon = now - SECOND;
            admitted.removeIf(time -> time <= horizon);
            boolean expected = admitted.size() < limit;
            long wait = window.tryAcquire(now);
            assertEquals(expected, wait == 0);
            if (expected) {
                admitted.add(now);
            } else {
                assertEquals(admitted.peek() + SECOND - now, wait);
            }
        }
    }

    @Test
    void toldWaitIsRoundedUpToWholeSeconds() {
        assertEquals(1, SlidingWindow.secondsUp(1));
        assertEquals(1, SlidingWindow.secondsUp(SECOND));
        assertEquals(2, SlidingWindow.secondsUp(SECOND + 1));
    }

    @Test
    void theEleventhOrderWithinAMinuteIsRefusedWithItsNumbers() {
        OrderQuotas quotas = new OrderQuotas(limits);
        PermitRequest order = new PermitRequest("10.0.0.1", Kind.ORDER);
        for (int i = 0; i < 10; i++) {
            assertNull(quotas.acquire(order, i * SECOND));
        }
        Refusal refusal = quotas.acquire(order, 20 * SECOND);
        assertEquals(ErrorCode.RATE_LIMITED, refusal.code());
        assertEquals(
                Map.<String, Object>of("limit", 10L, "window", "60 seconds", "retry_after", 40L), refusal.details());
        assertNull(quotas.acquire(new PermitRequest("10.0.0.1", Kind.CLOSE), 20 * SECOND), "closing has its own");
        assertNull(quotas.acquire(new PermitRequest("10.0.0.2", Kind.ORDER), 20 * SECOND), "so has another client");
        assertNull(quotas.acquire(order, 60 * SECOND));
    }

    @Test
    void forgetsIdentitiesThatWereIdleForAMinute() {
        OrderQuotas quotas = new OrderQuotas(limits);
        for (int i = 0; i < 1000; i++) {
            quotas.acquire(new PermitRequest("10.0.0." + i, Kind.ORDER), 0);
        }
        quotas.sweep(59 * SECOND);
        assertEquals(1000, quotas.size());
        quotas.sweep(60 * SECOND);
        assertEquals(0, quotas.size());
    }

    @Test
    void limitsConnectionsPerAddressAndPerInstance() {
        SessionRegistry registry = new SessionRegistry(limits);
        assertNull(registry.open(bridge("1", "a")));
        assertNull(registry.open(bridge("2", "a")));
        assertEquals("ip", registry.open(bridge("3", "a")).details().get("scope"));
        assertNull(registry.open(bridge("4", "b")));
        assertEquals("instance", registry.open(bridge("5", "c")).details().get("scope"));
        registry.close("1");
        registry.close("1");
        assertNull(registry.open(bridge("6", "c")));
        assertEquals(3, registry.open(Profile.BRIDGE));
    }

    @Test
    void tickClientsAndTheDashboardHaveCountsOfTheirOwn() {
        SessionRegistry registry = new SessionRegistry(limits);
        for (String id : List.of("1", "2", "3")) {
            registry.open(bridge(id, id));
        }
        assertNull(registry.open(new OpenSession("d", Profile.DASHBOARD, "1", false)));
        assertNull(registry.open(new OpenSession("t1", Profile.TICKS, "1", false)));
        assertNull(registry.open(new OpenSession("t2", Profile.TICKS, "1", false)));
        assertEquals(
                "Max clients reached",
                registry.open(new OpenSession("t3", Profile.TICKS, "1", false)).message());
    }

    @Test
    void aNewGuardTakesInWhoWasInBefore() {
        SessionRegistry registry = new SessionRegistry(limits);
        for (int i = 0; i < 5; i++) {
            assertNull(registry.open(new OpenSession("s" + i, Profile.BRIDGE, "a", true)));
        }
        assertNotNull(registry.open(bridge("new", "b")));
    }

    @Test
    void onTheBridgeOnlyMessagesBreakTheSilence() {
        Liveness bridge = new Liveness(false, 0);
        Liveness ticks = new Liveness(true, 0);
        bridge.onPong(50 * SECOND);
        ticks.onPong(50 * SECOND);
        assertTrue(bridge.isIdle(60 * SECOND, 60 * SECOND));
        assertFalse(ticks.isIdle(60 * SECOND, 60 * SECOND));
        bridge.onMessage(59 * SECOND);
        assertFalse(bridge.isIdle(60 * SECOND, 60 * SECOND));
    }

    @Test
    void twoMissedPongsMeanADeadPeer() {
        Liveness peer = new Liveness(true, 0);
        peer.onPing();
        assertFalse(peer.isDead());
        peer.onPing();
        assertTrue(peer.isDead());
        peer.onPong(1);
        assertFalse(peer.isDead());
    }

    @Test
    void onlyContinuousAbuseForTheWholeGraceCounts() {
        AbuseMeter meter = new AbuseMeter(10 * SECOND);
        for (int i = 0; i < 100; i++) {
            assertFalse(meter.refused(i * SECOND / 10));
        }
        assertTrue(meter.refused(10 * SECOND));
        assertFalse(meter.refused(30 * SECOND), "a pause starts it again");
    }

    private static OpenSession bridge(String id, String ip) {
        return new OpenSession(id, Profile.BRIDGE, ip, false);
    }
}
