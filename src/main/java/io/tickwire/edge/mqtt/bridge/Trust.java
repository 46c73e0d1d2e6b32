package io.tickwire.edge.mqtt.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManagerFactory;

/** Whose certificates are trusted. */
final class Trust {

    private Trust() {}

    /**
     * @param pemFile empty = what the Java runtime trusts
     * @throws UncheckedIOException when it cannot be read
     */
    static TrustManagerFactory of(String pemFile) {
        try {
            KeyStore store = null;
            if (!pemFile.isEmpty()) {
                store = KeyStore.getInstance(KeyStore.getDefaultType());
                store.load(null, null);
                try (InputStream pem = Files.newInputStream(Path.of(pemFile))) {
                    int number = 0;
                    for (Certificate each :
                            CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                        store.setCertificateEntry("ca" + number++, each);
                    }
                }
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return trust;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(pemFile + " cannot be read: " + unreadable.getMessage(), unreadable);
        } catch (GeneralSecurityException unusable) {
            throw new UncheckedIOException(pemFile + " holds no certificates", new IOException(unusable.getMessage()));
        }
    }
}
