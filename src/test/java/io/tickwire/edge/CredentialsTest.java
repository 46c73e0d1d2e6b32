package io.tickwire.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tickwire.domain.message.Authenticate.Kind;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CredentialsTest {

    private static MultiMap map(String text) {
        MultiMap map = MultiMap.caseInsensitiveMultiMap();
        if (text != null) {
            for (String line : text.split(";")) {
                map.add(line.substring(0, line.indexOf('=')).strip(), line.substring(line.indexOf('=') + 1));
            }
        }
        return map;
    }

    @ParameterizedTest(name = "{0} ? {1} -> {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "                                              |             | false | NONE       |",
                "Authorization=Bearer abc                      |             | false | BEARER     | abc",
                "authorization=bearer abc                      |             | true  | BEARER     | abc",
                "Authorization=Basic YTpi                      |             | false | MISPLACED  |",
                "X-API-Key=tw_a_b                              |             | false | API_KEY    | tw_a_b",
                "Sec-WebSocket-Protocol=tickwire, bearer.x.y.z |             | true  | BEARER     | x.y.z",
                "Sec-WebSocket-Protocol=tickwire;Sec-WebSocket-Protocol=bearer.x | | true | BEARER | x",
                "Sec-WebSocket-Protocol=tickwire               |             | true  | NONE       |",
                "Sec-WebSocket-Protocol=tickwire, bearer.x     |             | false | NONE       |",
                "                                              | ticket=t1   | true  | TICKET     | t1",
                "                                              | ticket=eyJ1 | true  | TICKET     | eyJ1",
                "                                              | ticket=tw_1 | true  | TICKET     | tw_1",
                "                                              | ticket=t1   | false | MISPLACED  |",
                "                                              | ticket=t1;ticket=t2 | true | MISPLACED |",
                "                                              | token=abc   | true  | MISPLACED  |",
                "                                              | Access_Token=abc | false | MISPLACED |",
                "                                              | api_key=abc | false | MISPLACED  |",
                "                                              | q=tw_12_ab  | false | MISPLACED  |",
                "                                              | q=eyJhbGciO | false | MISPLACED  |",
                "Authorization=Bearer abc                      | token=abc   | false | MISPLACED  |",
                "Authorization=Bearer abc;X-API-Key=tw_a_b     |             | false | MISPLACED  |",
                "Authorization=Bearer abc;Authorization=Bearer d |           | false | MISPLACED  |",
                "Authorization=Bearer abc                      | ticket=t1   | true  | MISPLACED  |",
                "Authorization=Bearer abc                      | count=5     | false | BEARER     | abc",
            })
    void finds(String headers, String parameters, boolean upgrade, Kind kind, String secret) {
        Credentials found = Credentials.of(map(headers), map(parameters), upgrade);
        assertEquals(kind, found.kind());
        if (kind != Kind.MISPLACED) {
            assertEquals(secret == null ? "" : secret, found.secret());
        }
    }

    @Test
    void tellsNothingToALog() {
        assertFalse(new Credentials(Kind.BEARER, "hunter2").toString().contains("hunter2"));
    }
}
