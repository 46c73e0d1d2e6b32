package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The JavaScript kit in Node, with Node's own WebSocket. */
final class JavaScriptKitIT extends KitContract {
    static final String MODULE = "src/main/resources/web/clients/tickwire.mjs";
    private static final Optional<Interpreter> NODE = Interpreter.node();

    @Override
    boolean readsRefusals() {
        return false;
    }

    @Override
    Kit create() {
        assumeTrue(NODE.isPresent(), Interpreter.NO_NODE);
        return new ProcessKit(NODE.get().with("src/it/clients/runner.mjs", MODULE));
    }

    @Test
    void offersItsTokenAsASubprotocolLikeABrowser() {
        try (FakeBridge bridge = new FakeBridge()) {
            connected(bridge, "{\"token\":\"abc\",\"authBy\":\"subprotocol\"}");
            assertEquals("tickwire, bearer.abc", peer().headers().get("Sec-WebSocket-Protocol"));
            assertNull(peer().headers().get("Authorization"));
        }
    }

    @Test
    void offersItsTokenAsASubprotocolToTheRealNode() {
        Kit kit = kit();
        kit.connect(
                secured().process.bridgeUrl(),
                "{\"authBy\":\"subprotocol\",\"token\":\"" + secured().token("read") + "\"}");
        assertTrue(kit.ask("symbols", "{}").size() >= 5);
        assertEquals(
                "UNAUTHORIZED",
                kit().refusal(
                                "connect",
                                "{\"url\":\"" + secured().process.bridgeUrl()
                                        + "\",\"options\":{\"authBy\":\"subprotocol\",\"token\":\"wrong\"}}")
                        .code());
    }

    @Test
    void comesBackWithAnotherTicket() {
        goesOnWithANewTicket();
    }
}
