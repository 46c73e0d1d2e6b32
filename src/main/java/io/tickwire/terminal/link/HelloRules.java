package io.tickwire.terminal.link;

import io.tickwire.config.LinkConfig;
import io.tickwire.domain.TradeMode;
import io.tickwire.protocol.terminal.LinkMessage.Hello;

/** Which hello a link accepts. Pure. */
final class HelloRules {
    private static final int MAX_SYMBOLS = 20_000;

    private HelloRules() {}

    /**
     * Why a hello is not accepted, empty when it is.
     *
     * @param former the hello that was accepted last, null = none yet
     * @param connected whether that connection stands
     */
    static String objection(LinkConfig config, Hello said, Hello former, boolean connected) {
        if (said.account() != config.login()) {
            return "this link is for account " + config.login();
        }
        if (said.tradeMode() == TradeMode.REAL && !config.live()) {
            return "account " + said.account()
                    + " has real money: to allow it set auth.enabled, and live in its link, to true";
        }
        // Signals in doubt belong to the account they were sent to; another one proves nothing of them.
        if (former != null && !said.server().equals(former.server())) {
            return "account " + said.account() + " was on " + former.server() + " and is now on " + said.server()
                    + ": restart the bridge if this is meant";
        }
        if (connected && said.epoch() < former.epoch()) {
            return "a newer terminal process is connected with account " + said.account();
        }
        return said.symbols().size() > MAX_SYMBOLS ? "more than " + MAX_SYMBOLS + " symbols" : "";
    }
}
