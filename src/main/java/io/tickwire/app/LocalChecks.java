package io.tickwire.app;

import static io.tickwire.domain.message.DoctorCheck.fail;
import static io.tickwire.domain.message.DoctorCheck.ok;
import static io.tickwire.domain.message.DoctorCheck.skipped;
import static io.tickwire.domain.message.DoctorCheck.warn;

import io.tickwire.config.FeedConfig;
import io.tickwire.config.Listener;
import io.tickwire.config.StorageConfig;
import io.tickwire.config.TerminalConfig;
import io.tickwire.config.TickwireConfig;
import io.tickwire.config.TlsConfig;
import io.tickwire.domain.message.DoctorCheck;
import io.tickwire.edge.ListenerTls;
import io.tickwire.journal.SqliteStore;
import io.tickwire.ops.Clock;
import io.tickwire.ops.MachineChecks;
import io.tickwire.session.auth.Keyring;
import io.tickwire.session.auth.UnusableKeyException;
import io.tickwire.terminal.feeds.FeedException;
import io.tickwire.terminal.feeds.ReplayFeed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What can be told of a configuration on this machine without asking a node. Blocks. */
final class LocalChecks {
    private static final int CONNECT_MS = 1_000;

    private final TickwireConfig config;
    private final Clock clock;
    private final boolean running;

    /** @param running whether a node answers at the configured HTTP address */
    LocalChecks(TickwireConfig config, Clock clock, boolean running) {
        this.config = config;
        this.clock = clock;
        this.running = running;
    }

    List<DoctorCheck> all() {
        List<DoctorCheck> checks = new ArrayList<>();
        checks.add(ok("configuration", "good, " + config.terminals().size() + " terminals"));
        checks.addAll(MachineChecks.all(Path.of(config.storage().path()), clock));
        config.listeners().forEach(listener -> certificate(checks, listener.name(), listener.tls()));
        if (config.auth().enabled()) {
            checks.add(keys());
        }
        checks.add(journal());
        for (Listener listener : config.listeners()) {
            if (listener.enabled() || listener.isUsual()) {
                checks.add(port(listener.name(), listener.enabled(), listener.host(), listener.port()));
            }
        }
        for (TerminalConfig terminal : config.terminals()) {
            if (terminal.simulated().feed().type() == FeedConfig.Type.REPLAY) {
                checks.add(replay(terminal));
            }
        }
        return checks;
    }

    private void certificate(List<DoctorCheck> checks, String listener, TlsConfig tls) {
        try {
            if (tls.isOn()) {
                checks.add(ListenerTls.open(listener, tls).check(clock.millis()));
            }
        } catch (UnusableKeyException unusable) {
            checks.add(fail(
                    "certificate " + listener,
                    unusable.getMessage(),
                    "correct the files that $." + listener + ".tls names"));
        }
    }

    private DoctorCheck keys() {
        try {
            new Keyring(config.auth());
            return ok("keys", "every key that $.auth names can be used");
        } catch (UnusableKeyException unusable) {
            return fail("keys", unusable.getMessage(), "correct the files that $.auth names");
        }
    }

    private DoctorCheck journal() {
        String name = "journal lock";
        if (config.storage().journal() == StorageConfig.Kind.MEMORY) {
            return warn(
                    name, "the journal is in memory", "set $.storage.journal to sqlite before real orders are sent");
        }
        Path folder = Path.of(config.storage().path());
        try {
            if (!SqliteStore.isInUse(folder)) {
                return running
                        ? warn(
                                name,
                                "free, though a node answers: that one uses another folder",
                                "give the configuration that the node was started with")
                        : ok(name, "free");
            }
            return running
                    ? ok(name, "held by the running node")
                    : warn(
                            name,
                            "held by a process that does not answer at the configured address",
                            "end it, or give the configuration that it was started with");
        } catch (IOException unusable) {
            return fail(name, folder + ": " + unusable, "give this user the folder, or set $.storage.path");
        }
    }

    private DoctorCheck port(String key, boolean enabled, String host, int port) {
        String name = "port " + key;
        if (!enabled || port == 0) {
            return skipped(name, enabled ? "a free one is taken at the start" : "switched off");
        }
        if (!answers(host, port)) {
            return running
                    ? warn(name, port + " does not answer, though the node does", "see the node's own checks")
                    : ok(name, port + " is free");
        }
        return running
                ? ok(name, port + " is answered by Tickwire")
                : fail(
                        name,
                        port + " is taken by another program",
                        "end it, or set $." + key + ".port; 0 takes a free one");
    }

    private static boolean answers(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    private DoctorCheck replay(TerminalConfig terminal) {
        String name = "replay " + terminal.id();
        FeedConfig feed = terminal.simulated().feed();
        try {
            ReplayFeed replay = ReplayFeed.open(Terminals.settings(feed, clock.millis()));
            return ok(name, feed.files() + " can be read: " + String.join(" ", replay.symbols()));
        } catch (FeedException unreadable) {
            return fail(name, unreadable.getMessage(), "correct the feed's files and format");
        }
    }
}
