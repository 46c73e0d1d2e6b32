package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Keys come and go while a node runs. */
final class RevocationIT {

    @Test
    void aRevokedKeyOpensNothingAndItsSessionsEnd() throws IOException {
        try (SecuredNode node = new SecuredNode()) {
            String key = node.key("desk", "read");
            try (WsClient session = node.bridge(key)) {
                Files.writeString(node.keyFile(), "[ not a list");
                node.process.awaitLog("keys: the older ones stay");
                assertEquals(200, node.get("/api/v1/symbols", key).statusCode());
                Awaitility.await()
                        .until(() -> node.get("/health/ready", "").body().contains("not a JSON list"));

                node.revokeKeys();
                assertEquals(4501, session.awaitClose());
                assertTrue(session.closeReason().contains("revoked"), session.closeReason());
            }
            assertEquals(401, node.get("/api/v1/symbols", key).statusCode());
            Awaitility.await().until(() -> node.get("/health/ready", "").statusCode() == 200);
            assertTrue(node.audit().contains("\"what\":\"revoked\",\"who\":\"desk/key:"), node.audit());
        }
    }
}
