package io.tickwire.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tickwire.protocol.json.FieldReader;
import io.tickwire.protocol.json.Json;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RiskPagesTest {

    @Test
    void aMistypedKeyIsNamedWithTheOneThatWasMeant() {
        FieldReader fields = new FieldReader(Json.parse("{\"close_al\":true}".getBytes()));
        RiskPages.refuseUnknown(fields, Set.of("close_al"), RiskPages.HALT_KEYS);
        assertEquals(
                "Invalid field 'close_al': expected no such key, did you mean 'close_all'?"
                        + " known: account, close_all, reason, reduce_only",
                fields.refusal().message());
        FieldReader good = new FieldReader(Json.parse("{}".getBytes()));
        RiskPages.refuseUnknown(good, RiskPages.HALT_KEYS, RiskPages.HALT_KEYS);
        assertNull(good.refusal());
    }
}
