package io.tickwire.terminal.link;

import io.tickwire.config.Secret;
import io.tickwire.domain.TradeMode;
import io.tickwire.ops.Backoff;
import java.net.URI;
import java.util.function.DoubleSupplier;

/**
 * How a terminal process dials in.
 *
 * @param url of the bridge's terminal link
 * @param tradeMode kind of account that it says it has
 * @param version of the program, for the bridge's log
 * @param epoch start of the process
 * @param backoff between dials
 * @param jitter 0 to 1, drawn for each wait
 * @param token shown to the bridge, empty = none
 * @param trust certificate to trust, PEM; empty = what this Java trusts
 * @param replies how often the replies to orders are sent
 */
public record LinkSettings(
        URI url,
        TradeMode tradeMode,
        String version,
        long epoch,
        Backoff backoff,
        DoubleSupplier jitter,
        Secret token,
        String trust,
        ReplyPolicy replies) {}
