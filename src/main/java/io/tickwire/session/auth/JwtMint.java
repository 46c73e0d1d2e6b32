package io.tickwire.session.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tickwire.domain.Identity;
import io.tickwire.domain.Scope;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Date;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Signs tokens: for the command line and for tests; a node only checks them. */
public final class JwtMint {
    private final JWSAlgorithm algorithm;
    private final String kid;
    private final JWSSigner signer;

    private JwtMint(JWSAlgorithm algorithm, String kid, JWSSigner signer) {
        this.algorithm = algorithm;
        this.kid = kid;
        this.signer = signer;
    }

    /** @param kid empty = the token names no key */
    public static JwtMint shared(String kid, String secret) throws UnusableKeyException {
        try {
            return new JwtMint(JWSAlgorithm.HS256, kid, new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (JOSEException tooShort) {
            throw new UnusableKeyException("the secret is shorter than 32 bytes");
        }
    }

    /** @param pem a private key, of RSA or of the curve P-256 */
    public static JwtMint ofPem(String kid, byte[] pem) throws UnusableKeyException {
        PrivateKey key;
        try {
            key = PemKeys.privateKey(pem, "ES256");
        } catch (UnusableKeyException notElliptic) {
            return new JwtMint(JWSAlgorithm.RS256, kid, new RSASSASigner(PemKeys.privateKey(pem, "RS256")));
        }
        try {
            return new JwtMint(
                    JWSAlgorithm.ES256,
                    kid,
                    new ECDSASigner(key, Curve.forECParameterSpec(((ECPrivateKey) key).getParams())));
        } catch (JOSEException unusable) {
            throw new UnusableKeyException("the key cannot be used: " + unusable.getMessage());
        }
    }

    /**
     * @param issuer empty = none
     * @param audience empty = none
     */
    public String mint(Identity identity, String issuer, String audience, long nowMsc) throws UnusableKeyException {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .subject(identity.subject())
                .issueTime(new Date(nowMsc))
                .expirationTime(new Date(identity.expiresMsc()))
                .claim(
                        "scope",
                        new TreeSet<>(identity.scopes())
                                .stream().map(Scope::wire).collect(Collectors.joining(" ")));
        if (!identity.accounts().isEmpty()) {
            claims.claim("accounts", identity.accounts().stream().sorted().toList());
        }
        if (!issuer.isEmpty()) {
            claims.issuer(issuer);
        }
        if (!audience.isEmpty()) {
            claims.audience(audience);
        }
        return sign(claims.build());
    }

    String sign(JWTClaimsSet claims) throws UnusableKeyException {
        JWSHeader.Builder header = new JWSHeader.Builder(algorithm);
        SignedJWT token =
                new SignedJWT(kid.isEmpty() ? header.build() : header.keyID(kid).build(), claims);
        try {
            token.sign(signer);
        } catch (JOSEException unusable) {
            throw new UnusableKeyException("the key cannot sign: " + unusable.getMessage());
        }
        return token.serialize();
    }
}
