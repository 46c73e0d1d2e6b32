package io.tickwire.session.auth;

import io.tickwire.config.AuthConfig;
import io.tickwire.config.JwtKeyConfig;
import io.tickwire.ops.WatchedFiles;
import io.tickwire.session.auth.Verdict.Bad;
import io.tickwire.session.auth.Verdict.Good;
import io.tickwire.session.auth.Verdict.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The keys of a node, as its files have them now. Any thread may verify; one at a time may refresh. */
public final class Keyring {
    private final List<JwtKey> shared = new ArrayList<>();
    private final List<WatchedFiles<JwtKey>> published = new ArrayList<>();
    private final WatchedFiles<Map<String, ApiKey>> apiKeys;
    private final JwtVerifier tokens;

    /**
     * Reads every key. Blocks.
     *
     * @throws UnusableKeyException when one cannot be used; the message names it
     */
    public Keyring(AuthConfig config) throws UnusableKeyException {
        this.tokens = new JwtVerifier(config.jwt());
        try {
            for (JwtKeyConfig key : config.jwt().keys()) {
                add(key);
            }
            this.apiKeys = config.apiKeysFile().isEmpty()
                    ? null
                    : new WatchedFiles<>(
                            List.of(Path.of(config.apiKeysFile())), bytes -> ApiKeyFile.parse(bytes.get(0)));
        } catch (IOException unusable) {
            throw new UnusableKeyException(unusable.getMessage());
        }
    }

    private void add(JwtKeyConfig key) throws IOException, UnusableKeyException {
        if (key.publicKeyFile().isEmpty()) {
            shared.add(JwtKey.shared(key.kid(), key.secret().reveal()));
        } else {
            published.add(new WatchedFiles<>(
                    List.of(Path.of(key.publicKeyFile())),
                    bytes -> JwtKey.ofPem(key.kid(), key.algorithm(), bytes.get(0))));
        }
    }

    /** A text that stands where tokens stand: an API key says so by its first letters. */
    public Verdict bearer(String secret, long nowMsc) {
        return ApiKey.looksLikeOne(secret) ? apiKey(secret, nowMsc) : tokens.verify(secret, jwtKeys(), nowMsc);
    }

    public Verdict apiKey(String secret, long nowMsc) {
        int split = secret.indexOf('_', ApiKey.PREFIX.length());
        if (secret.length() > JwtVerifier.MAX_LENGTH) {
            return new Bad(Reason.TOO_LONG);
        }
        if (!secret.startsWith(ApiKey.PREFIX) || split < 0) {
            return new Bad(Reason.MALFORMED);
        }
        String id = secret.substring(ApiKey.PREFIX.length(), split);
        ApiKey known = apiKeys == null ? null : apiKeys.value().get(id);
        boolean opened = (known == null ? ApiKey.NOBODY : known).isOpenedBy(secret.substring(split + 1));
        if (known == null || !opened) {
            return new Bad(Reason.UNKNOWN);
        }
        return known.identity().isExpired(nowMsc) ? new Bad(Reason.EXPIRED) : new Good(known.identity());
    }

    private List<JwtKey> jwtKeys() {
        return Stream.concat(shared.stream(), published.stream().map(WatchedFiles::value))
                .toList();
    }

    /** Looks at the files, and tells which credentials are gone or mean something else now. Blocks. */
    public Set<String> refresh() {
        Map<String, Object> before = credentials();
        published.forEach(WatchedFiles::refresh);
        if (apiKeys != null) {
            apiKeys.refresh();
        }
        Map<String, Object> after = credentials();
        Set<String> gone = new HashSet<>();
        before.forEach((credential, meaning) -> {
            if (!Objects.equals(meaning, after.get(credential))) {
                gone.add(credential);
            }
        });
        return gone;
    }

    private Map<String, Object> credentials() {
        Map<String, Object> all = new HashMap<>();
        published.forEach(key -> all.put(key.value().credential(), key.value()));
        if (apiKeys != null) {
            apiKeys.value().values().forEach(key -> all.put(key.credential(), key));
        }
        return all;
    }

    /** What is wrong with the files now, while older keys are still in use; empty when nothing is. */
    public String problem() {
        return Stream.concat(published.stream(), Stream.ofNullable(apiKeys))
                .map(WatchedFiles::problem)
                .filter(problem -> !problem.isEmpty())
                .findFirst()
                .orElse("");
    }
}
