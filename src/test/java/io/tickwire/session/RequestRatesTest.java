package io.tickwire.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import org.junit.jupiter.api.Test;

class RequestRatesTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void refusesTheRequestAfterTheLastThatFits() {
        RequestRates rates = new RequestRates(2);
        assertNull(rates.acquire("desk", 0));
        assertNull(rates.acquire("desk", 1));
        Refusal refusal = rates.acquire("desk", 2);
        assertEquals(ErrorCode.RATE_LIMITED, refusal.code());
        assertEquals(
                "{limit=2, window=1 second, retry_after=1}", refusal.details().toString());
        assertNull(rates.acquire("other", 2));
        assertNull(rates.acquire("desk", SECOND));
        assertNotNull(rates.acquire("desk", SECOND));
    }

    @Test
    void forgetsWhoWasIdleAndAtTheBoundWhoCameFirst() {
        RequestRates rates = new RequestRates(1);
        for (int i = 0; i < RequestRates.MAX_IDENTITIES; i++) {
            assertNull(rates.acquire("a" + i, i));
        }
        assertNull(rates.acquire("one more", RequestRates.MAX_IDENTITIES));
        assertEquals(RequestRates.MAX_IDENTITIES, rates.size());
        assertNull(rates.acquire("a0", RequestRates.MAX_IDENTITIES), "it begins anew");
        assertNull(rates.acquire("late", 3 * SECOND));
        assertEquals(1, rates.size());
    }
}
