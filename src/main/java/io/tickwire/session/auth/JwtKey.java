package io.tickwire.session.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/**
 * A key that tokens may be signed with. The algorithm is bound to it, so that no token can choose to have a public key
 * taken for a shared secret.
 *
 * @param algorithm HS256, RS256 or ES256
 * @param verifier of that algorithm alone
 */
record JwtKey(String kid, String algorithm, JWSVerifier verifier) {

    static JwtKey shared(String kid, String secret) throws UnusableKeyException {
        try {
            return new JwtKey(kid, "HS256", new MACVerifier(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (JOSEException tooShort) {
            throw new UnusableKeyException("the secret of key " + kid + " is shorter than 32 bytes");
        }
    }

    static JwtKey ofPem(String kid, String algorithm, byte[] pem) throws UnusableKeyException {
        PublicKey key = PemKeys.publicKey(pem, algorithm);
        try {
            JWSVerifier verifier =
                    key instanceof RSAPublicKey rsa ? new RSASSAVerifier(rsa) : new ECDSAVerifier((ECPublicKey) key);
            return new JwtKey(kid, algorithm, verifier);
        } catch (JOSEException unusable) {
            throw new UnusableKeyException("key " + kid + " cannot be used: " + unusable.getMessage());
        }
    }

    /** Names it among credentials. */
    String credential() {
        return "jwt:" + kid;
    }
}
