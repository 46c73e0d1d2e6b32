package io.tickwire.protocol.bridge;

import io.tickwire.config.TerminalConfig;
import io.tickwire.config.TickwireConfig;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a signal gets where it says nothing, and the volume range that this bridge accepts at all.
 *
 * @param accounts names that {@code account} may have
 */
public record SignalPolicy(
        String defaultAccount, Set<String> accounts, long magic, double minVolume, double maxVolume) {

    public static SignalPolicy of(TickwireConfig config) {
        String named = config.execution().defaultAccount();
        return new SignalPolicy(
                named.isEmpty() ? config.primaryTerminal().id() : named,
                config.terminals().stream().map(TerminalConfig::id).collect(Collectors.toUnmodifiableSet()),
                config.execution().magic(),
                config.execution().minVolume(),
                config.execution().maxVolume());
    }

    /** The same where signals are all for one account. */
    public SignalPolicy only(String account) {
        return new SignalPolicy(account, Set.of(account), magic, minVolume, maxVolume);
    }
}
