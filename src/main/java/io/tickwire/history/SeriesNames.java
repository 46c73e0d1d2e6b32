package io.tickwire.history;

import io.tickwire.config.FeedConfig;
import io.tickwire.config.TerminalConfig;
import io.tickwire.config.TickwireConfig;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which series on disk a stream's ticks belong to. What is made up, or played at another time, is never mixed with what
 * a market said: its series have an ending of their own. Any thread.
 */
public final class SeriesNames {
    private static final String MADE_UP = "~synthetic";
    private static final String MOVED = "~replay";

    private final TickwireConfig config;
    private final List<Pattern> stored;

    public SeriesNames(TickwireConfig config) {
        this.config = config;
        this.stored = config.history().symbols().stream()
                .map(text -> Pattern.compile(Pattern.quote(text).replace("*", "\\E.*\\Q")))
                .collect(Collectors.toList());
    }

    /** Whether the configuration wants this stream on disk. */
    public boolean stored(String stream) {
        return stored.stream().anyMatch(pattern -> pattern.matcher(stream).matches());
    }

    /** Where the live ticks of a stream go. */
    public String live(String stream) {
        int at = stream.indexOf('@');
        TerminalConfig terminal = at < 0 ? config.primaryTerminal() : terminal(stream.substring(at + 1));
        return terminal == null ? stream : stream + ending(terminal);
    }

    /** Id of the terminal that a stream's or series' ticks come from; empty = a client's feed. */
    public String terminalOf(String name) {
        String stream = stream(name);
        int at = stream.indexOf('@');
        TerminalConfig terminal = at < 0 ? config.primaryTerminal() : terminal(stream.substring(at + 1));
        return terminal == null ? "" : terminal.id();
    }

    /** What the terminal calls it. */
    public static String symbolOf(String name) {
        String stream = stream(name);
        int at = stream.indexOf('@');
        return at < 0 ? stream : stream.substring(0, at);
    }

    private static String stream(String name) {
        int tilde = name.lastIndexOf('~');
        return tilde < 0 ? name : name.substring(0, tilde);
    }

    /** Null for a client's feed. */
    private TerminalConfig terminal(String id) {
        return config.terminals().stream()
                .filter(terminal -> terminal.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    private static String ending(TerminalConfig terminal) {
        if (terminal.type() != TerminalConfig.Type.SIMULATED) {
            return "";
        }
        FeedConfig feed = terminal.simulated().feed();
        if (feed.type() == FeedConfig.Type.SYNTHETIC) {
            return MADE_UP;
        }
        // A loop goes on behind its end with times that no market had.
        return feed.times() == FeedConfig.Times.NOW || feed.loop() ? MOVED : "";
    }
}
