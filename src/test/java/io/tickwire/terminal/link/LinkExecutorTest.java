package io.tickwire.terminal.link;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.domain.Side;
import io.tickwire.domain.TradeRequest.OpenMarket;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.terminal.LinkCommand.Trade;
import io.tickwire.terminal.TerminalGateway;
import org.junit.jupiter.api.Test;

/** No order is executed late or twice. */
final class LinkExecutorTest {
    private static final OpenMarket ORDER = new OpenMarket("tw:a", "EURUSD", Side.BUY, 0.1, 0, 0, 20, 1, "tw:a");

    @Test
    void refusesAnOrderPastItsDeadlineAndDoesARequestOnce() {
        try (LinkRig rig = new LinkRig("{\"login\":10001}")) {
            TerminalGateway terminal = rig.simulated();
            await(terminal.connect("", 0, ""));
            await(terminal.pollTicks(5));
            LinkExecutor executor = new LinkExecutor(terminal, Clock.system());
            long now = Clock.system().millis();
            assertEquals(
                    10012, await(executor.run(new Trade("a", now - 1, ORDER))).retcode());
            assertEquals(0, await(terminal.positions()).size());
            var first = await(executor.run(new Trade("b", now + 10_000, ORDER)));
            assertEquals(10009, first.retcode());
            assertEquals(first, await(executor.run(new Trade("b", now + 10_000, ORDER))));
            assertEquals(1, await(terminal.positions()).size());
        }
    }
}
