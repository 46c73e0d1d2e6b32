package io.tickwire.terminal.link;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tickwire.domain.Side;
import io.tickwire.domain.TradeMode;
import io.tickwire.domain.TradeRequest.OpenMarket;
import io.tickwire.domain.TradeResult;
import io.tickwire.terminal.TerminalGateway;
import io.tickwire.terminal.TerminalGatewayContract;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract, through two real sockets: a simulated terminal that dialled in. */
final class LinkGatewayContractTest extends TerminalGatewayContract {
    private static final OpenMarket ORDER = new OpenMarket("tw:a", "EURUSD", Side.BUY, 0.1, 0, 0, 20, 1, "tw:a");
    private LinkRig rig;

    @Override
    protected TerminalGateway open() {
        rig = new LinkRig("{\"login\":10001,\"lateReplies\":\"1s\",\"requestTimeout\":\"1s\"}");
        rig.dial(rig.simulated(), TradeMode.DEMO, 1);
        Awaitility.await().until(() -> rig.gateway.waitingTicks() >= 1000 && accountIsTold());
        return rig.gateway;
    }

    private boolean accountIsTold() {
        return await(rig.gateway.account().map(true).otherwise(false));
    }

    @AfterEach
    void hangUp() {
        rig.close();
    }

    @Test
    void leavesAnOrderUnknownWhoseReplyIsLostAndDoesNotSendItAgain() {
        rig.copies.set(0);
        assertInstanceOf(TradeResult.Unknown.class, await(rig.gateway.submit(ORDER)));
        assertEquals(1, await(rig.gateway.positions()).size());
    }

    @Test
    void ignoresAReplyThatComesTwice() {
        rig.copies.set(2);
        assertInstanceOf(TradeResult.Filled.class, await(rig.gateway.submit(ORDER)));
        Awaitility.await().until(() -> rig.gateway.stats().ignoredReplies() == 1);
        assertEquals(1, await(rig.gateway.positions()).size());
    }

    @Test
    void keepsItsBookAndDialsAgainWhenTheBridgeIsGone() {
        await(rig.gateway.submit(ORDER));
        rig.hangUp();
        Awaitility.await().until(() -> !rig.gateway.status().connected());
        rig.listen();
        Awaitility.await().until(() -> rig.gateway.status().connected());
        assertEquals("tw:a", await(rig.gateway.positions()).get(0).comment());
    }
}
