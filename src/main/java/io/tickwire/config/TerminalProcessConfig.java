package io.tickwire.config;

import io.tickwire.domain.TradeMode;
import java.time.Duration;

/** The process of {@code tickwire terminal}: a simulated terminal that dials in to a bridge. */
public record TerminalProcessConfig(
        @Setting(doc = "Terminal link of the bridge", value = "ws://127.0.0.1:8001/terminal/ws")
        String url,

        @Setting(
                doc = "Token or API key with the scope trade, from the environment: \"${TICKWIRE_TOKEN}\";"
                        + " empty = the bridge asks for none")
        Secret token,

        @Setting(
                doc = "Certificate to trust when the url begins with wss, a PEM file: the bridge's own or its issuer's;"
                        + " empty = what this Java trusts",
                value = "")
        String trustFile,

        @Setting(doc = "Kind of account that it says it has: demo, contest or real", value = "demo")
        TradeMode tradeMode,

        @Setting(
                doc = "First wait before dialling again; doubles with each failure",
                value = "250ms",
                min = 10,
                max = 60000)
        Duration backoff,

        @Setting(doc = "Longest wait before dialling again", value = "10s", min = 10, max = 3600000)
        Duration maxBackoff,

        @Setting(doc = "The terminal and its account") SimulatedConfig simulated) {}
