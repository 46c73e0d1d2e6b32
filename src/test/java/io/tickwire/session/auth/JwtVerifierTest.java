package io.tickwire.session.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import io.tickwire.config.JwtConfig;
import io.tickwire.domain.Identity;
import io.tickwire.domain.Scope;
import io.tickwire.session.auth.Verdict.Bad;
import io.tickwire.session.auth.Verdict.Good;
import io.tickwire.session.auth.Verdict.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class JwtVerifierTest {
    private static final long NOW = 1_767_225_600_000L;
    private static final JwtConfig SETTINGS =
            Tokens.config("{'jwt':{'issuer':'idp','audience':'tickwire'}}").jwt();
    private static final JwtVerifier VERIFIER = new JwtVerifier(SETTINGS);
    private static final List<JwtKey> KEYS = keys();

    private static List<JwtKey> keys() {
        try {
            return List.of(
                    JwtKey.shared("h1", Tokens.SECRET),
                    JwtKey.ofPem("r1", "RS256", Tokens.publicPem(Tokens.RSA)),
                    JwtKey.ofPem("e1", "ES256", Tokens.publicPem(Tokens.EC)));
        } catch (UnusableKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> more) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .subject("bob")
                .issuer("idp")
                .audience("tickwire")
                .expirationTime(new Date(NOW + 60_000))
                .claim("scope", "read trade openid");
        more.accept(claims);
        return claims.build();
    }

    private static String shared(Consumer<JWTClaimsSet.Builder> more) {
        try {
            return JwtMint.shared("h1", Tokens.SECRET).sign(claims(more));
        } catch (UnusableKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refused(Reason reason, String token) {
        assertEquals(new Bad(reason), VERIFIER.verify(token, KEYS, NOW));
    }

    @Test
    void knowsTheBearerOfEachAlgorithm() throws UnusableKeyException {
        Identity expected = new Identity("bob", Set.of(Scope.READ, Scope.TRADE), Set.of(), NOW + 90_000, "jwt:h1");
        assertEquals(new Good(expected), VERIFIER.verify(shared(none -> {}), KEYS, NOW));
        for (String token : List.of(
                JwtMint.ofPem("r1", Tokens.privatePem(Tokens.RSA)).sign(claims(none -> {})),
                JwtMint.ofPem("e1", Tokens.privatePem(Tokens.EC)).sign(claims(none -> {})))) {
            assertInstanceOf(Good.class, VERIFIER.verify(token, KEYS, NOW));
        }
    }

    @Test
    void takesScopesAsAListAndAccountsAsOne() {
        String token = shared(claims -> claims.claim("scope", null)
                .claim("scopes", List.of("feed", "mail"))
                .claim("accounts", List.of("a", "b")));
        Good good = assertInstanceOf(Good.class, VERIFIER.verify(token, KEYS, NOW));
        assertEquals(Set.of(Scope.FEED), good.identity().scopes());
        assertEquals(Set.of("a", "b"), good.identity().accounts());
    }

    @Test
    void saysWhyATokenIsNotAccepted() {
        refused(Reason.NO_EXPIRY, shared(claims -> claims.expirationTime(null)));
        refused(Reason.EXPIRED, shared(claims -> claims.expirationTime(new Date(NOW - 30_000))));
        refused(Reason.NOT_YET, shared(claims -> claims.notBeforeTime(new Date(NOW + 31_000))));
        refused(Reason.WRONG_ISSUER, shared(claims -> claims.issuer("other")));
        refused(Reason.WRONG_ISSUER, shared(claims -> claims.issuer(null)));
        refused(Reason.WRONG_AUDIENCE, shared(claims -> claims.audience(List.of("a", "b"))));
        refused(Reason.BAD_CLAIMS, shared(claims -> claims.subject(null)));
        refused(Reason.BAD_CLAIMS, shared(claims -> claims.subject("bob\n2026 INFO forged")));
        refused(Reason.BAD_CLAIMS, shared(claims -> claims.claim("scope", 5)));
        refused(Reason.BAD_CLAIMS, shared(claims -> claims.claim("accounts", List.of())));
        refused(Reason.BAD_CLAIMS, shared(claims -> claims.claim("accounts", "a")));
        refused(Reason.TOO_LONG, shared(claims -> claims.claim("pad", "x".repeat(5000))));
    }

    @Test
    void grantsTheLeewayAndNotAMomentMore() {
        String token = shared(claims -> claims.expirationTime(new Date(NOW)));
        assertInstanceOf(Good.class, VERIFIER.verify(token, KEYS, NOW + 29_999));
        assertEquals(new Bad(Reason.EXPIRED), VERIFIER.verify(token, KEYS, NOW + 30_000));
    }

    @Test
    void theKeyChoosesTheAlgorithmAndNotTheToken() throws UnusableKeyException {
        // The public key is known to all: whoever takes it for a shared secret lets all of them sign (RFC 8725 §2.1).
        String confused = JwtMint.shared("r1", new String(Tokens.publicPem(Tokens.RSA), StandardCharsets.US_ASCII))
                .sign(claims(none -> {}));
        refused(Reason.WRONG_ALGORITHM, confused);
        String unsigned =
                encoded("{\"alg\":\"none\"}") + "." + encoded(claims(none -> {}).toString()) + ".";
        refused(Reason.MALFORMED, unsigned);
        String unsignedWithKid =
                encoded("{\"alg\":\"none\",\"kid\":\"h1\"}") + "." + encoded("{}") + "." + encoded("x");
        refused(Reason.MALFORMED, unsignedWithKid);
        refused(Reason.WRONG_ALGORITHM, encoded("{\"alg\":\"HS384\",\"kid\":\"h1\"}") + "." + encoded("{}") + ".eA");
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aTokenWithoutKidNeedsAlgorithmWithOneKey() throws UnusableKeyException {
        String nameless = JwtMint.shared("", Tokens.SECRET).sign(claims(none -> {}));
        assertInstanceOf(Good.class, VERIFIER.verify(nameless, KEYS, NOW));
        List<JwtKey> two = List.of(KEYS.get(0), JwtKey.shared("h2", Tokens.SECRET + "2"));
        assertEquals(new Bad(Reason.UNKNOWN_KEY), VERIFIER.verify(nameless, two, NOW));
        assertEquals(
                new Bad(Reason.UNKNOWN_KEY),
                VERIFIER.verify(JwtMint.shared("h9", Tokens.SECRET).sign(claims(none -> {})), KEYS, NOW));
        assertEquals(
                new Bad(Reason.BAD_SIGNATURE),
                VERIFIER.verify(JwtMint.shared("h1", Tokens.SECRET + "2").sign(claims(none -> {})), KEYS, NOW));
    }

    @Test
    void refusesWeakKeysAndThoseOfAnotherKind() {
        assertThrows(UnusableKeyException.class, () -> JwtKey.shared("h", "short"));
        UnusableKeyException weak = assertThrows(
                UnusableKeyException.class,
                () -> PemKeys.publicKey(Tokens.publicPem(Tokens.pair("RSA", 1024)), "RS256"));
        assertTrue(weak.getMessage().contains("2048"), weak.getMessage());
        UnusableKeyException curve = assertThrows(
                UnusableKeyException.class, () -> PemKeys.publicKey(Tokens.publicPem(Tokens.pair("EC", 384)), "ES256"));
        assertTrue(curve.getMessage().contains("P-256"), curve.getMessage());
        assertThrows(UnusableKeyException.class, () -> PemKeys.publicKey(Tokens.publicPem(Tokens.EC), "RS256"));
        assertThrows(UnusableKeyException.class, () -> PemKeys.publicKey(new byte[0], "RS256"));
    }

    @Property
    void anyTextIsAnsweredAndNeverBelieved(@ForAll String text) {
        assertInstanceOf(Bad.class, VERIFIER.verify(text, KEYS, NOW));
    }

    @Property(tries = 300)
    void noCharacterOfATokenCanBeChanged(
            @ForAll @IntRange(max = 10_000) int where, @ForAll @IntRange(max = 63) int by) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        String token = shared(none -> {});
        // The last character of a part has bits that decode to nothing.
        int at = where % (token.length() - 1);
        char other = alphabet.charAt(by);
        boolean last = at + 1 < token.length() && token.charAt(at + 1) == '.';
        if (token.charAt(at) != other && token.charAt(at) != '.' && !last) {
            String changed = token.substring(0, at) + other + token.substring(at + 1);
            assertInstanceOf(Bad.class, VERIFIER.verify(changed, KEYS, NOW));
        }
    }
}
