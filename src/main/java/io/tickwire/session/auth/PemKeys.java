package io.tickwire.session.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signing keys as PEM text. Pure. */
public final class PemKeys {
    private static final Pattern PUBLIC =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");
    private static final Pattern PRIVATE =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    /** RFC 7518 §3.3. */
    private static final int LEAST_RSA = 2048;

    private static final int P256 = 256;

    private PemKeys() {}

    /** @param algorithm RS256 or ES256 */
    public static PublicKey publicKey(byte[] pem, String algorithm) throws UnusableKeyException {
        try {
            PublicKey key = factory(algorithm).generatePublic(new X509EncodedKeySpec(der(pem, PUBLIC, "PUBLIC KEY")));
            if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < LEAST_RSA) {
                throw new UnusableKeyException("an RSA key needs at least " + LEAST_RSA + " bits, this has "
                        + rsa.getModulus().bitLength());
            }
            if (key instanceof ECPublicKey ec
                    && ec.getParams().getCurve().getField().getFieldSize() != P256) {
                throw new UnusableKeyException("ES256 needs a key of the curve P-256");
            }
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw new UnusableKeyException("it holds no public key of " + algorithm + ": " + wrong.getMessage());
        }
    }

    /** @param algorithm RS256 or ES256 */
    public static PrivateKey privateKey(byte[] pem, String algorithm) throws UnusableKeyException {
        try {
            return factory(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der(pem, PRIVATE, "PRIVATE KEY")));
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            // Not its message: that may quote the key.
            throw new UnusableKeyException("it holds no private key of " + algorithm);
        }
    }

    /** @param kind {@code PUBLIC KEY} or {@code PRIVATE KEY} */
    public static String pem(String kind, byte[] der) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }

    private static KeyFactory factory(String algorithm) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm.equals("RS256") ? "RSA" : "EC");
    }

    private static byte[] der(byte[] pem, Pattern form, String kind) throws UnusableKeyException {
        Matcher block = form.matcher(new String(pem, StandardCharsets.US_ASCII));
        if (!block.find()) {
            throw new UnusableKeyException("it has no block BEGIN " + kind);
        }
        return Base64.getMimeDecoder().decode(block.group(1));
    }
}
