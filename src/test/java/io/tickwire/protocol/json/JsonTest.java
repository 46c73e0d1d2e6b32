package io.tickwire.protocol.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":1}",
                "{\"a\":{\"b\":1,\"c\":2,\"b\":3}}",
                "{\"a\":[{\"b\":1,\"b\":1}]}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"a\":{},\"a\":[]}",
                "{\"a\":[],\"a\":{\"b\":1}}",
                "{\"a\":1} x",
                "{\"a\":1}{}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":}",
                "{\"a\"",
                "",
                " ",
            })
    void refuses(String text) {
        assertNull(Json.parse(text.getBytes(StandardCharsets.UTF_8)), text);
    }

    @Test
    void refusesWhatIsTooDeep() {
        assertNull(Json.parse("[".repeat(33).getBytes(StandardCharsets.UTF_8)));
        String deep = "[".repeat(33) + "]".repeat(33);
        assertNull(Json.parse(deep.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void takesTheSameNameInDifferentObjects() {
        assertEquals(
                "{\"a\":{\"a\":{\"a\":1}},\"b\":[{\"a\":1},{\"a\":2}]}",
                Json.parse("{\"a\":{\"a\":{\"a\":1}},\"b\":[{\"a\":1},{\"a\":2}]}".getBytes(StandardCharsets.UTF_8))
                        .toString());
    }
}
