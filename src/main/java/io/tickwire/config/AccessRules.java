package io.tickwire.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Who can reach the node, and what is asked of them: an unsafe combination does not start. */
final class AccessRules {
    /** RFC 7518 §3.2: a key of HS256 has at least the size of its hash. */
    private static final int LEAST_SECRET = 32;

    private static final int LEAST_DISTINCT = 8;
    private static final Set<String> ALGORITHMS = Set.of("HS256", "RS256", "ES256");

    /** What manuals, samples and web tools print; whoever copies one shares it with everybody. */
    private static final List<String> PRINTED = List.of(
            "changeme",
            "yoursecret",
            "yoursupersecret",
            "your256bit",
            "yourjwt",
            "mysecret",
            "supersecret",
            "secretkey",
            "atleast256bits",
            "atleast32",
            "qwertyuiopasdfghjkl",
            "0123456789abcdef0123456789abcdef");

    private final List<ConfigProblem> problems = new ArrayList<>();

    private AccessRules() {}

    static List<ConfigProblem> check(TickwireConfig config) {
        AccessRules rules = new AccessRules();
        config.listeners().stream().filter(Listener::enabled).forEach(each -> rules.listener(each, config));
        rules.auth(config.auth());
        return rules.problems;
    }

    private void listener(Listener listener, TickwireConfig config) {
        String path = "$." + listener.name();
        String host = listener.host();
        TlsConfig tls = listener.tls();
        files(path + ".tls", tls);
        boolean keyless = listener.isZmq() && !config.zmqCurve().isOn();
        if (keyless && config.auth().enabled()) {
            problem(
                    path + ".enabled",
                    "is true without CURVE while authentication is on: anybody who gets here could ask",
                    "make a key with 'tickwire keygen --curve' and name it in $.zmqCurve.secretKeyFile, or set " + path
                            + ".enabled to false");
            return;
        }
        try {
            if (InetAddress.getByName(host).isLoopbackAddress()) {
                return;
            }
        } catch (UnknownHostException e) {
            problem(path + ".host", "unknown address '" + host + "'", "use 127.0.0.1");
            return;
        }
        if (!config.auth().enabled()) {
            problem(
                    path + ".host",
                    "'" + host + "' can be reached from other machines while authentication is off",
                    "use 127.0.0.1, or set $.auth.enabled to true and make keys with 'tickwire keygen'");
        } else if (!tls.isOn() && !listener.isZmq() && !config.http().plainBehindProxy()) {
            problem(
                    path + ".host",
                    "'" + host + "' can be reached from other machines, and keys would cross the network in clear",
                    "give " + path + ".tls a certificate; or set $.http.plainBehindProxy to true when a proxy with TLS"
                            + " is the only way here");
        }
    }

    private void files(String path, TlsConfig tls) {
        boolean pem = !tls.certFile().isEmpty() || !tls.keyFile().isEmpty();
        if (pem && !tls.pkcs12File().isEmpty()) {
            problem(path, "has PEM files and a PKCS12 file", "keep one kind");
        } else if (pem && (tls.certFile().isEmpty() || tls.keyFile().isEmpty())) {
            problem(path, "has one of certFile and keyFile", "give both");
        }
    }

    private void auth(AuthConfig auth) {
        if (auth.enabled() && auth.jwt().keys().isEmpty() && auth.apiKeysFile().isEmpty()) {
            problem(
                    "$.auth.enabled",
                    "is true, but there is no key that anybody could show",
                    "make one with 'tickwire keygen' and name its file in $.auth.apiKeysFile, or list $.auth.jwt.keys");
        }
        Set<String> kids = new HashSet<>();
        for (int i = 0; i < auth.jwt().keys().size(); i++) {
            String path = "$.auth.jwt.keys[" + i + "]";
            JwtKeyConfig key = auth.jwt().keys().get(i);
            if (!kids.add(key.kid())) {
                problem(path + ".kid", "'" + key.kid() + "' is used twice", "give each key its own");
            }
            key(path, key);
        }
    }

    private void key(String path, JwtKeyConfig key) {
        if (!ALGORITHMS.contains(key.algorithm())) {
            problem(path + ".algorithm", "unknown algorithm '" + key.algorithm() + "'", "HS256, RS256 or ES256");
            return;
        }
        boolean shared = key.algorithm().equals("HS256");
        if (shared && !key.publicKeyFile().isEmpty()) {
            problem(path + ".publicKeyFile", "HS256 has no public key", "give secret instead");
        } else if (!shared && !key.secret().isEmpty()) {
            problem(path + ".secret", key.algorithm() + " has no shared secret", "give publicKeyFile instead");
        } else if (!shared && key.publicKeyFile().isEmpty()) {
            problem(path + ".publicKeyFile", "is required", "the PEM file of the public key");
        } else if (shared) {
            secret(path + ".secret", key.secret().reveal());
        }
    }

    private void secret(String path, String secret) {
        String fix = "make one with 'tickwire keygen --jwt HS256', and give it as \"${TICKWIRE_JWT_SECRET}\"";
        String plain = secret.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        if (secret.getBytes(StandardCharsets.UTF_8).length < LEAST_SECRET) {
            problem(path, "is shorter than " + LEAST_SECRET + " bytes", fix);
        } else if (secret.chars().distinct().count() < LEAST_DISTINCT
                || PRINTED.stream().anyMatch(plain::contains)) {
            problem(path, "can be guessed: it repeats itself, or stands in manuals", fix);
        }
    }

    private void problem(String path, String message, String fix) {
        problems.add(new ConfigProblem(path, message, fix));
    }
}
