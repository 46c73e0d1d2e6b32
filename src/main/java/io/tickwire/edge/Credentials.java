package io.tickwire.edge;

import io.tickwire.domain.message.Authenticate.Kind;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a request shows for a credential. Pure.
 *
 * @param secret of a misplaced one: the sentence that says so
 */
record Credentials(Kind kind, String secret) {
    private static final Credentials NONE = new Credentials(Kind.NONE, "");
    private static final String BEARER = "bearer ";
    private static final String SUBPROTOCOL = "bearer.";

    /** Where others put them. An address is kept by proxies, browsers and logs, so what it says is known to many. */
    private static final Set<String> PARAMETERS = Set.of(
            "token",
            "access_token",
            "auth",
            "auth_token",
            "authorization",
            "bearer",
            "jwt",
            "key",
            "api_key",
            "apikey",
            "api-key",
            "x-api-key",
            "x-token");

    @Override
    public String toString() {
        return "Credentials[" + kind + "]";
    }

    /** @param upgrade whether the request asks for a WebSocket: only these take subprotocols and tickets */
    static Credentials of(MultiMap headers, MultiMap parameters, boolean upgrade) {
        for (Map.Entry<String, String> parameter : parameters) {
            // A ticket is random: now and then it begins as a secret does.
            boolean ticket = upgrade && parameter.getKey().equalsIgnoreCase("ticket");
            if (PARAMETERS.contains(parameter.getKey().toLowerCase(Locale.ROOT))
                    || !ticket && looksSecret(parameter.getValue())) {
                return misplaced("Credentials do not belong in an address, where logs keep them.");
            }
        }
        List<Credentials> shown = new ArrayList<>();
        for (String line : headers.getAll("Authorization")) {
            if (!line.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
                return misplaced("Authorization is not of the kind Bearer.");
            }
            shown.add(
                    new Credentials(Kind.BEARER, line.substring(BEARER.length()).strip()));
        }
        headers.getAll("X-Token").forEach(token -> shown.add(new Credentials(Kind.BEARER, token.strip())));
        headers.getAll("X-API-Key").forEach(key -> shown.add(new Credentials(Kind.API_KEY, key.strip())));
        if (upgrade) {
            subprotocols(headers).forEach(token -> shown.add(new Credentials(Kind.BEARER, token)));
            parameters.getAll("ticket").forEach(ticket -> shown.add(new Credentials(Kind.TICKET, ticket)));
        } else if (parameters.contains("ticket")) {
            return misplaced("A ticket opens a WebSocket and nothing else.");
        }
        if (shown.size() > 1) {
            return misplaced("More than one credential is shown.");
        }
        return shown.isEmpty() ? NONE : shown.get(0);
    }

    private static List<String> subprotocols(MultiMap headers) {
        List<String> tokens = new ArrayList<>();
        for (String line : headers.getAll("Sec-WebSocket-Protocol")) {
            for (String protocol : line.split(",")) {
                String name = protocol.strip();
                if (name.regionMatches(true, 0, SUBPROTOCOL, 0, SUBPROTOCOL.length())) {
                    tokens.add(name.substring(SUBPROTOCOL.length()));
                }
            }
        }
        return tokens;
    }

    /** A JWT begins with an encoded brace and quote, a key of ours with its letters. */
    private static boolean looksSecret(String value) {
        return value.startsWith("tw_") || value.startsWith("eyJ");
    }

    private static Credentials misplaced(String sentence) {
        return new Credentials(Kind.MISPLACED, sentence);
    }
}
