package io.tickwire.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the keys of ZeroMQ and of the execution profile must be to each other. */
final class ZmqRules {
    /** RFC 32 of ZeroMQ: 40 characters for 32 bytes. */
    private static final Pattern Z85 = Pattern.compile("[0-9a-zA-Z.\\-:+=^!/*?&<>()\\[\\]{}@%$#]{40}");

    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,128}");
    private static final Set<String> SCOPES = Set.of("read", "trade");

    private final List<ConfigProblem> problems = new ArrayList<>();

    private ZmqRules() {}

    static List<ConfigProblem> check(TickwireConfig config) {
        ZmqRules rules = new ZmqRules();
        Set<String> keys = new HashSet<>();
        List<ZmqCurveConfig.CurveClientConfig> clients = config.zmqCurve().clients();
        for (int i = 0; i < clients.size(); i++) {
            rules.client("$.zmqCurve.clients[" + i + "]", clients.get(i), keys);
        }
        if (!config.zmqCurve().isOn() && !clients.isEmpty()) {
            rules.problem(
                    "$.zmqCurve.secretKeyFile",
                    "is missing, and there are clients: everybody would be let in",
                    "make one with 'tickwire keygen --curve', or remove $.zmqCurve.clients");
        }
        rules.account(config);
        return rules.problems;
    }

    private void client(String path, ZmqCurveConfig.CurveClientConfig client, Set<String> keys) {
        if (!Z85.matcher(client.publicKey()).matches()) {
            problem(path + ".publicKey", "is no public key", "the 40 characters that 'tickwire keygen --curve' prints");
        } else if (!keys.add(client.publicKey())) {
            problem(path + ".publicKey", "is used twice", "give each client its own");
        }
        if (!SUBJECT.matcher(client.subject()).matches()) {
            problem(path + ".subject", "is no name", "1 to 128 printable characters without spaces");
        }
        for (String scope : client.scopes()) {
            if (!SCOPES.contains(scope)) {
                problem(path + ".scopes", "'" + scope + "' means nothing here", "read or trade");
            }
        }
    }

    private void account(TickwireConfig config) {
        String account = config.exec().account();
        boolean known = account.isEmpty() || config.terminals().stream().anyMatch(t -> t.id().equals(account));
        if (!known) {
            problem(
                    "$.exec.account",
                    "no terminal is called '" + account + "'",
                    "known: "
                            + config.terminals().stream()
                                    .map(TerminalConfig::id)
                                    .toList());
        }
    }

    private void problem(String path, String message, String fix) {
        problems.add(new ConfigProblem(path, message, fix));
    }
}
