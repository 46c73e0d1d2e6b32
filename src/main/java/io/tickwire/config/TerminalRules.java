package io.tickwire.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Settings of terminals checked against each other and against what the execution believes of them. */
final class TerminalRules {
    private static final Pattern SPEED = Pattern.compile("max|[1-9][0-9]{0,5}x");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    /** MetaTrader's codes for what was done, and numbers that it does not use. */
    private static final Set<Integer> NO_REJECTION = Set.of(10005, 10008, 10009, 10010, 10037);

    private final List<ConfigProblem> problems = new ArrayList<>();

    private final boolean auth;

    private TerminalRules(boolean auth) {
        this.auth = auth;
    }

    /** @param auth whether credentials are asked for */
    static List<ConfigProblem> check(List<TerminalConfig> terminals, ExecutionConfig execution, boolean auth) {
        TerminalRules rules = new TerminalRules(auth);
        rules.terminals(terminals, execution);
        return rules.problems;
    }

    /** A terminal that no bridge runs. */
    static List<ConfigProblem> check(String path, SimulatedConfig simulated) {
        TerminalRules rules = new TerminalRules(false);
        rules.simulated(path, simulated);
        return rules.problems;
    }

    private void terminals(List<TerminalConfig> terminals, ExecutionConfig execution) {
        if (terminals.isEmpty()) {
            problem("$.terminals", "is empty", "list at least one terminal, [{}] is the simulated default");
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < terminals.size(); i++) {
            String path = "$.terminals[" + i + "]";
            TerminalConfig terminal = terminals.get(i);
            if (!ID.matcher(terminal.id()).matches()) {
                problem(path + ".id", "'" + terminal.id() + "' is not a name", "use letters, digits, - and _");
            }
            if (!ids.add(terminal.id())) {
                problem(path + ".id", "'" + terminal.id() + "' is used twice", "give each terminal its own id");
            }
            simulated(path + ".simulated", terminal.simulated());
            proof(path, terminal, execution);
        }
        links(terminals);
    }

    /** What may still arrive at the terminal must not be proven absent. */
    private void proof(String path, TerminalConfig terminal, ExecutionConfig execution) {
        boolean link = terminal.type() == TerminalConfig.Type.LINK;
        Duration last = link
                ? terminal.link().lateReplies()
                : terminal.simulated().faults().longest();
        if (execution.proofAfter().compareTo(last) <= 0) {
            String until = path + (link ? ".link.lateReplies" : ".simulated.faults.latencyMax and stallFor");
            problem(
                    "$.execution.proofAfter",
                    "is not above " + until + " (" + last.toMillis()
                            + " ms): an order that may still arrive must not be proven absent",
                    "raise it, or lower " + until);
        }
    }

    private void links(List<TerminalConfig> terminals) {
        Set<Long> logins = new HashSet<>();
        for (int i = 0; i < terminals.size(); i++) {
            if (terminals.get(i).type() == TerminalConfig.Type.LINK) {
                link("$.terminals[" + i + "].link", terminals.get(i).link(), logins);
            }
        }
    }

    private void link(String path, LinkConfig link, Set<Long> logins) {
        if (link.login() == 0) {
            problem(path + ".login", "is required", "the account that the terminal is logged in to");
        } else if (!logins.add(link.login())) {
            problem(path + ".login", link.login() + " is used twice", "a terminal has one account");
        }
        if (link.live() && !auth) {
            problem(
                    path + ".live",
                    "real money may not be traded while authentication is off",
                    "set $.auth.enabled to true and make keys with 'tickwire keygen', or set live to false and use a demo"
                            + " account");
        }
        if (link.requestTimeout().compareTo(link.lateReplies()) > 0) {
            problem(path + ".requestTimeout", "is longer than lateReplies", "shorten it");
        }
    }

    private void simulated(String path, SimulatedConfig simulated) {
        zone(path + ".zone", simulated.zone());
        broker(path, simulated);
        FeedConfig feed = simulated.feed();
        if (simulated.symbols().isEmpty() && feed.type() == FeedConfig.Type.SYNTHETIC) {
            problem(path + ".symbols", "is empty", "name at least one symbol, for example [\"EURUSD\"]");
        }
        if (!SPEED.matcher(feed.speed()).matches()) {
            problem(path + ".feed.speed", "'" + feed.speed() + "' is not a speed", "write 1x, 20x or max");
        }
        if (feed.type() == FeedConfig.Type.REPLAY && feed.files().isEmpty()) {
            problem(path + ".feed.files", "a replay needs files", "name files, directories or globs");
        }
        if (feed.type() == FeedConfig.Type.SYNTHETIC && !feed.files().isEmpty()) {
            problem(path + ".feed.files", "is set, but the feed is synthetic", "set type to \"replay\" or drop it");
        }
        if (feed.type() == FeedConfig.Type.SYNTHETIC && !"1x".equals(feed.speed())) {
            problem(path + ".feed.speed", "a synthetic feed runs in real time", "drop it, or set type to \"replay\"");
        }
        zone(path + ".feed.zone", feed.zone());
    }

    private void broker(String path, SimulatedConfig simulated) {
        if (simulated.stopOut() > simulated.marginCall() && simulated.marginCall() > 0) {
            problem(path + ".stopOut", "is above marginCall (" + simulated.marginCall() + ")", "lower it");
        }
        FaultsConfig faults = simulated.faults();
        if (faults.latencyMin().compareTo(faults.latencyMax()) > 0) {
            problem(path + ".faults.latencyMin", "is longer than latencyMax", "shorten it");
        }
        if (NO_REJECTION.contains(faults.rejectRetcode())) {
            problem(
                    path + ".faults.rejectRetcode",
                    faults.rejectRetcode() + " is no rejection",
                    "a code of MetaTrader's trade server that refuses, for example 10006");
        }
        Set<String> named = new HashSet<>();
        for (int i = 0; i < simulated.specs().size(); i++) {
            String name = simulated.specs().get(i).name();
            if (!named.add(name)) {
                problem(path + ".specs[" + i + "].name", "'" + name + "' stands twice", "keep one");
            }
        }
    }

    private void zone(String path, String zone) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            problem(path, "unknown time zone '" + zone + "'", "for example UTC or Europe/Athens");
        }
    }

    private void problem(String path, String message, String fix) {
        problems.add(new ConfigProblem(path, message, fix));
    }
}
