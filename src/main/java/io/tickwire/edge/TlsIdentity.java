package io.tickwire.edge;

import io.tickwire.session.auth.UnusableKeyException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;

/**
 * A certificate with the key that belongs to it, ready for a server.
 *
 * @param keys what a TLS server is given
 * @param certificate the server's own
 */
record TlsIdentity(KeyManagerFactory keys, X509Certificate certificate) {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> KINDS = List.of("RSA", "EC", "EdDSA");
    private static final byte[] PROBE = "does this key belong to that certificate".getBytes(StandardCharsets.US_ASCII);

    /** @throws UnusableKeyException when they cannot be read or do not belong together */
    static TlsIdentity ofPem(byte[] certificates, byte[] key) throws UnusableKeyException {
        try {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(certificates))
                    .toArray(Certificate[]::new);
            if (chain.length == 0) {
                throw new UnusableKeyException("there is no certificate in the certificate file");
            }
            return of(chain, privateKey(key));
        } catch (GeneralSecurityException wrong) {
            throw new UnusableKeyException("the certificate cannot be read: " + wrong.getMessage());
        }
    }

    static TlsIdentity ofPkcs12(byte[] store, String password) throws UnusableKeyException {
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(new ByteArrayInputStream(store), password.toCharArray());
            for (String alias : Collections.list(keys.aliases())) {
                if (keys.isKeyEntry(alias)) {
                    return of(keys.getCertificateChain(alias), (PrivateKey) keys.getKey(alias, password.toCharArray()));
                }
            }
            throw new UnusableKeyException("there is no private key in the PKCS12 file");
        } catch (GeneralSecurityException | IOException wrong) {
            throw new UnusableKeyException("the PKCS12 file cannot be opened: " + wrong.getMessage());
        }
    }

    private static TlsIdentity of(Certificate[] chain, PrivateKey key)
            throws GeneralSecurityException, UnusableKeyException {
        if (!belong(chain[0].getPublicKey(), key)) {
            throw new UnusableKeyException("the private key does not belong to the certificate");
        }
        char[] none = new char[0];
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, none);
        } catch (IOException nothingIsRead) {
            throw new IllegalStateException(nothingIsRead);
        }
        store.setKeyEntry("server", key, none, chain);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, none);
        return new TlsIdentity(keys, (X509Certificate) chain[0]);
    }

    private static PrivateKey privateKey(byte[] pem) throws UnusableKeyException {
        Matcher block = KEY.matcher(new String(pem, StandardCharsets.US_ASCII));
        if (!block.find()) {
            throw new UnusableKeyException("the key file has no block BEGIN PRIVATE KEY; another kind becomes one by"
                    + " openssl pkcs8 -topk8 -nocrypt -in old.pem -out key.pem");
        }
        byte[] der = Base64.getMimeDecoder().decode(block.group(1));
        for (String kind : KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (GeneralSecurityException anotherKind) {
                // The next one may be it.
                continue;
            }
        }
        throw new UnusableKeyException("the private key is none of " + KINDS);
    }

    private static boolean belong(PublicKey open, PrivateKey secret) {
        String algorithm =
                switch (open.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> "EdDSA";
                };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(secret);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException ofAnotherKind) {
            return false;
        }
    }
}
