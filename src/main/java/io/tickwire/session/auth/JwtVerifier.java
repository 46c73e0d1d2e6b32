package io.tickwire.session.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tickwire.config.JwtConfig;
import io.tickwire.domain.Identity;
import io.tickwire.session.auth.Verdict.Bad;
import io.tickwire.session.auth.Verdict.Good;
import io.tickwire.session.auth.Verdict.Reason;
import java.text.ParseException;
import java.util.List;

/** Checks tokens (RFC 7519, RFC 8725). Time and keys are parameters. Pure. */
final class JwtVerifier {
    /** What a token with a few dozen accounts needs; what is longer is not even decoded. */
    static final int MAX_LENGTH = 4096;

    private final JwtConfig config;

    JwtVerifier(JwtConfig config) {
        this.config = config;
    }

    /** @param keys that it may be signed with */
    Verdict verify(String token, List<JwtKey> keys, long nowMsc) {
        if (token.length() > MAX_LENGTH) {
            return new Bad(Reason.TOO_LONG);
        }
        try {
            // Unsigned and encrypted tokens do not come through this.
            SignedJWT jwt = SignedJWT.parse(token);
            JwtKey key = key(jwt.getHeader(), keys);
            if (key == null) {
                return new Bad(Reason.UNKNOWN_KEY);
            }
            if (!key.algorithm().equals(jwt.getHeader().getAlgorithm().getName())) {
                return new Bad(Reason.WRONG_ALGORITHM);
            }
            return jwt.verify(key.verifier())
                    ? claims(jwt.getJWTClaimsSet(), key, nowMsc)
                    : new Bad(Reason.BAD_SIGNATURE);
        } catch (ParseException | IllegalArgumentException malformed) {
            return new Bad(Reason.MALFORMED);
        } catch (JOSEException unverifiable) {
            return new Bad(Reason.BAD_SIGNATURE);
        }
    }

    /** The one of that name; without a name the only one of the algorithm. */
    private static JwtKey key(JWSHeader header, List<JwtKey> keys) {
        String kid = header.getKeyID();
        String algorithm = header.getAlgorithm().getName();
        List<JwtKey> fitting = keys.stream()
                .filter(key -> kid == null
                        ? key.algorithm().equals(algorithm)
                        : key.kid().equals(kid))
                .toList();
        return fitting.size() == 1 ? fitting.get(0) : null;
    }

    private Verdict claims(JWTClaimsSet claims, JwtKey key, long nowMsc) {
        long leeway = config.leeway().toMillis();
        try {
            if (claims.getExpirationTime() == null) {
                return new Bad(Reason.NO_EXPIRY);
            }
            long expires = claims.getExpirationTime().getTime() + leeway;
            if (nowMsc >= expires) {
                return new Bad(Reason.EXPIRED);
            }
            if (claims.getNotBeforeTime() != null && claims.getNotBeforeTime().getTime() - leeway > nowMsc) {
                return new Bad(Reason.NOT_YET);
            }
            if (!config.issuer().isEmpty() && !config.issuer().equals(claims.getIssuer())) {
                return new Bad(Reason.WRONG_ISSUER);
            }
            if (!config.audience().isEmpty() && !claims.getAudience().contains(config.audience())) {
                return new Bad(Reason.WRONG_AUDIENCE);
            }
            Identity identity = Claims.identity(claims, key.credential(), expires);
            return identity == null ? new Bad(Reason.BAD_CLAIMS) : new Good(identity);
        } catch (ParseException wrongType) {
            return new Bad(Reason.BAD_CLAIMS);
        }
    }
}
