package io.tickwire.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IdentityTest {

    @ParameterizedTest(name = "{0} may {1}")
    @CsvSource({
        "READ, READ",
        "TRADE, READ TRADE FEED",
        "ADMIN, READ ADMIN",
        "FEED, FEED",
    })
    void aScopeBringsWhatItNeedsAndNoMore(Scope granted, String allowed) {
        Identity identity = new Identity("desk", Set.of(granted), Set.of(), Long.MAX_VALUE, "key:1");
        assertEquals(
                Set.of(allowed.split(" ")),
                Arrays.stream(Scope.values())
                        .filter(identity::may)
                        .map(Scope::name)
                        .collect(Collectors.toSet()));
    }

    @Test
    void whoIsNotOnThisMachineAdministersNothingWhileAuthenticationIsOff() {
        assertTrue(Identity.anonymous("127.0.0.1", true).may(Scope.ADMIN));
        assertFalse(Identity.anonymous("127.0.0.1", false).may(Scope.ADMIN));
        assertTrue(Identity.anonymous("127.0.0.1", false).may(Scope.TRADE));
        assertFalse(Identity.anonymous("127.0.0.1", true).isAuthenticated());
    }

    @Test
    void accountsAreAllOrThoseNamedAndTheEndIsTheFirstMomentWithout() {
        Identity some = new Identity("desk", Set.of(Scope.TRADE), Set.of("a"), 1000, "key:1");
        assertTrue(some.mayUse("a"));
        assertFalse(some.mayUse("b"));
        assertTrue(Identity.anonymous("::1", true).mayUse("b"));
        assertFalse(some.isExpired(999));
        assertTrue(some.isExpired(1000));
    }
}
