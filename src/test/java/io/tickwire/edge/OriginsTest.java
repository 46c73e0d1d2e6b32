package io.tickwire.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OriginsTest {
    private final Origins defaults = new Origins(List.of("same-host", "loopback", "null"));

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        // Programs send no Origin.
        ", 127.0.0.1:8001, true",
        "http://127.0.0.1:8001, 127.0.0.1:8001, true",
        "http://localhost:3000, 127.0.0.1:8001, true",
        "http://[::1]:8001, [::1]:8001, true",
        "http://192.168.1.5:8001, 192.168.1.5:8001, true",
        "null, 127.0.0.1:8001, true",
        "http://evil.example, 127.0.0.1:8001, false",
        "http://localhost.evil.example, 127.0.0.1:8001, false",
        "http://127.0.0.1.evil.example, 127.0.0.1:8001, false",
        "http://evil.example:8001, evil.example, false",
        "not an origin, 127.0.0.1:8001, false",
    })
    void lets(String origin, String host, boolean allowed) {
        assertEquals(allowed, defaults.allows(origin, host));
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        ", 127.0.0.1:8001, true",
        "http://127.0.0.1:8001, 127.0.0.1:8001, true",
        "http://localhost:3000, 127.0.0.1:8001, true",
        "http://[::1]:3000, 127.0.0.1:8001, true",
        // A name can be pointed here by its owner: it has to be listed.
        "http://desk.example.com, desk.example.com, false",
        "http://192.168.1.5:8001, 192.168.1.5:8001, true",
        "https://trusted.example, 127.0.0.1:8001, true",
        "https://evil.example, 127.0.0.1:8001, false",
        "https://localhost.evil.example, 127.0.0.1:8001, false",
        "null, 127.0.0.1:8001, false",
        "not a uri, 127.0.0.1:8001, false",
    })
    void letsOnlyListedAndLocalPagesInWithoutNull(String origin, String host, boolean allowed) {
        Origins origins = new Origins(List.of("same-host", "loopback", "https://trusted.example"));
        assertEquals(allowed, origins.allows(origin, host));
    }

    /** DNS rebinding: a page's own name is pointed at 127.0.0.1, so its Origin and its Host are the same. */
    @Test
    void refusesAPageWhoseNameWasPointedHere() {
        assertFalse(defaults.allows("http://evil.example:8001", "evil.example:8001"));
        assertFalse(defaults.allows("http://10.evil.example:8001", "10.evil.example:8001"));
    }

    @Test
    void letsANamedHostInWhenItsOriginIsListed() {
        Origins listed = new Origins(List.of("same-host", "https://desk.example.com"));

        assertTrue(listed.allows("https://desk.example.com", "desk.example.com"));
        assertFalse(listed.allows("http://desk.example.com", "desk.example.com"));
        assertFalse(listed.allows("null", "desk.example.com"));
    }

    @Test
    void theDefaultLosesNullWhereCredentialsAreAskedFor() throws ConfigException {
        String auth = "\"auth\":{\"enabled\":true,\"apiKeysFile\":\"k\"}";
        ConfigLoader loader = new ConfigLoader(Map.of());
        assertEquals(Origins.DEFAULT, loader.parse("{}", "test").http().allowedOrigins());
        assertTrue(Origins.of(loader.parse("{}", "test")).allows("null", "127.0.0.1:8001"));
        Origins asked = Origins.of(loader.parse("{" + auth + "}", "test"));
        assertFalse(asked.allows("null", "127.0.0.1:8001"));
        assertTrue(asked.allows("http://localhost:3000", "127.0.0.1:8001"));
        assertTrue(Origins.of(loader.parse("{" + auth + ",\"http\":{\"allowedOrigins\":[\"null\"]}}", "test"))
                .allows("null", "127.0.0.1:8001"));
    }
}
