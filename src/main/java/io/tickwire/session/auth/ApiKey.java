package io.tickwire.session.auth;

import io.tickwire.domain.Identity;
import io.tickwire.domain.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * An API key as it is kept: not the key, only what it takes to know it again. Its secret is 256 random bits, so nobody
 * finds it by trying, however cheap one try is; a slow hash protects passwords, which people choose. The salt keeps two
 * files from telling that they hold the same key.
 *
 * @param salt hexadecimal
 * @param hash hexadecimal SHA-256 of the salt's bytes and the secret's text
 */
public record ApiKey(
        String id, String subject, Set<Scope> scopes, Set<String> accounts, long expiresMsc, String salt, String hash) {
    static final String PREFIX = "tw_";
    /** Stands in for a key that is not there, so that an unknown id takes as long as a wrong secret. */
    static final ApiKey NOBODY = new ApiKey("", "nobody", Set.of(), Set.of(), 0, "00".repeat(16), "00".repeat(32));

    private static final int ID_BYTES = 6;
    private static final int SALT_BYTES = 16;
    private static final int SECRET_BYTES = 32;

    public ApiKey {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(subject, "subject");
        scopes = Set.copyOf(scopes);
        accounts = Set.copyOf(accounts);
    }

    /** A new key: what is kept, and what its owner is told once. */
    public record Fresh(ApiKey kept, String told) {}

    /** @param random bytes that nobody can foresee */
    public static Fresh fresh(
            String subject, Set<Scope> scopes, Set<String> accounts, long expiresMsc, IntFunction<byte[]> random) {
        String id = hex(random.apply(ID_BYTES));
        String salt = hex(random.apply(SALT_BYTES));
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random.apply(SECRET_BYTES));
        ApiKey kept = new ApiKey(id, subject, scopes, accounts, expiresMsc, salt, hash(salt, secret));
        return new Fresh(kept, PREFIX + id + "_" + secret);
    }

    /** An API key says so by its first letters, wherever it stands. */
    static boolean looksLikeOne(String secret) {
        return secret.startsWith(PREFIX);
    }

    /** Takes as long for a wrong secret as for the right one. */
    boolean isOpenedBy(String secret) {
        return MessageDigest.isEqual(
                hash(salt, secret).getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    Identity identity() {
        return new Identity(subject, scopes, accounts, expiresMsc, credential());
    }

    /** Names it among credentials; no secret. */
    String credential() {
        return "key:" + id;
    }

    static String hash(String salt, String secret) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(HexFormat.of().parseHex(salt));
            return hex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
