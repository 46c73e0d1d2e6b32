package io.tickwire.session.auth;

import io.tickwire.domain.Identity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Tickets for clients that can send no header: each opens one WebSocket, once, within 30 seconds. Only their hashes are
 * kept. Who asks for more than a few loses its oldest; when there are very many none is given. Time is a parameter.
 * One thread.
 */
public final class Tickets {
    public static final int SECONDS = 30;
    static final int MAX_TICKETS = 10_000;
    static final int MAX_EACH = 20;
    private static final long LIFE_NANOS = SECONDS * 1_000_000_000L;

    private final Supplier<byte[]> random;
    private final Map<String, Issued> issued = new LinkedHashMap<>();

    private record Issued(Identity identity, long atNanos) {}

    /** @param random 32 bytes that nobody can foresee */
    public Tickets(Supplier<byte[]> random) {
        this.random = random;
    }

    /** A new one, or null when there are too many. */
    String issue(Identity identity, long nowNanos) {
        issued.values().removeIf(ticket -> isOver(ticket, nowNanos));
        forgetOldest(identity.subject());
        if (issued.size() >= MAX_TICKETS) {
            return null;
        }
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(random.get());
        issued.put(hash(ticket), new Issued(identity, nowNanos));
        return ticket;
    }

    private void forgetOldest(String subject) {
        long open = issued.values().stream()
                .filter(ticket -> ticket.identity().subject().equals(subject))
                .count();
        if (open >= MAX_EACH) {
            issued.entrySet().stream()
                    .filter(entry -> entry.getValue().identity().subject().equals(subject))
                    .findFirst()
                    .ifPresent(oldest -> issued.remove(oldest.getKey()));
        }
    }

    /** Who it was given to, or null; it is used up either way. Looked up by hash: nothing is learned from the time. */
    Identity redeem(String ticket, long nowNanos) {
        Issued found = issued.remove(hash(ticket));
        return found == null || isOver(found, nowNanos) ? null : found.identity();
    }

    /** Forgets the tickets of credentials that vouch for nobody any more. */
    void revoke(Set<String> credentials) {
        issued.values()
                .removeIf(ticket -> credentials.contains(ticket.identity().credential()));
    }

    int size() {
        return issued.size();
    }

    private static boolean isOver(Issued ticket, long nowNanos) {
        return nowNanos - ticket.atNanos() >= LIFE_NANOS;
    }

    private static String hash(String ticket) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(ticket.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
