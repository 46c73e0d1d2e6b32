package io.tickwire.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is checked of webhooks, against each other and the accounts. */
final class WebhookRules {
    /** What a template may fill: the fields of a signal that another program can know. */
    static final Set<String> FIELDS = new TreeSet<>(Set.of(
            "signal_id",
            "symbol",
            "action",
            "volume",
            "price",
            "order_type",
            "stop_limit_price",
            "stop_loss",
            "take_profit",
            "comment",
            "urgency",
            "magic",
            "ticket",
            "deviation",
            "expiration",
            "strategy",
            "kelly_score"));

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MIN_SECRET = 16;
    private static final Set<String> ACTIONS = Set.of("BUY", "SELL", "CLOSE");

    private final List<ConfigProblem> problems = new ArrayList<>();

    static List<ConfigProblem> check(TickwireConfig config) {
        WebhookRules rules = new WebhookRules();
        Set<String> accounts =
                config.terminals().stream().map(TerminalConfig::id).collect(Collectors.toSet());
        Set<String> names = new HashSet<>();
        for (int i = 0; i < config.webhooks().size(); i++) {
            rules.hook("$.webhooks[" + i + "]", config.webhooks().get(i), accounts, names);
        }
        return rules.problems;
    }

    private void hook(String path, WebhookConfig hook, Set<String> accounts, Set<String> names) {
        if (!NAME.matcher(hook.name()).matches()) {
            problem(path + ".name", "'" + hook.name() + "' cannot be part of an address", "for example tradingview");
        } else if (!names.add(hook.name())) {
            problem(path + ".name", "'" + hook.name() + "' is there twice", "give each webhook a name of its own");
        }
        if (hook.secret().reveal().length() < MIN_SECRET) {
            problem(
                    path + ".secret",
                    "is shorter than " + MIN_SECRET + " characters",
                    "whoever guesses it trades: use a long random text");
        }
        if (!hook.account().isEmpty() && !accounts.contains(hook.account())) {
            problem(path + ".account", "there is no account '" + hook.account() + "'", "one of " + accounts);
        }
        hook.signal().keySet().stream()
                .filter(field -> !FIELDS.contains(field))
                .forEach(field -> problem(
                        path + ".signal." + field,
                        "is no field of a signal",
                        "did you mean '" + NearestKey.to(field, FIELDS).orElseThrow() + "'?"));
        for (String needed : List.of("symbol", "action")) {
            if (!hook.signal().containsKey(needed)) {
                problem(path + ".signal", "has no '" + needed + "'", "say where the body has it");
            }
        }
        hook.actions().forEach((word, action) -> {
            if (!ACTIONS.contains(action)) {
                problem(path + ".actions." + word, "'" + action + "' is no action", "BUY, SELL or CLOSE");
            }
        });
    }

    private void problem(String path, String what, String fix) {
        problems.add(new ConfigProblem(path, what, fix));
    }
}
