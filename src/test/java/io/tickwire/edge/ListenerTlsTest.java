package io.tickwire.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.config.Secret;
import io.tickwire.config.TlsConfig;
import io.tickwire.domain.message.DoctorCheck.State;
import io.tickwire.ops.Clock;
import io.tickwire.session.auth.UnusableKeyException;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListenerTlsTest {
    private static final long DAY = 86_400_000L;

    @TempDir
    Path folder;

    private Path store(String name, String algorithm, int days) {
        return Certificates.pkcs12(folder.resolve(name + ".p12"), name, algorithm, days);
    }

    private TlsConfig pem() {
        return new TlsConfig(cert().toString(), key().toString(), "", Secret.NONE);
    }

    private Path cert() {
        return folder.resolve("cert.pem");
    }

    private Path key() {
        return folder.resolve("key.pem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void takesKeysOfEachKindFromBothKindsOfFiles(String algorithm) throws UnusableKeyException {
        Path store = store("one", algorithm, 90);
        Certificates.pem(store, cert(), key());
        TlsConfig pkcs12 = new TlsConfig("", "", store.toString(), new Secret(Certificates.PASSWORD));
        assertEquals(
                ListenerTls.open("http", pkcs12).certificate(),
                ListenerTls.open("http", pem()).certificate());
    }

    @Test
    void offersOnlyWhatIsNotBroken() throws UnusableKeyException {
        Certificates.pem(store("one", "EC", 90), cert(), key());
        HttpServerOptions options = ListenerTls.open("http", pem()).apply(new HttpServerOptions());
        assertTrue(options.isSsl());
        assertEquals(Set.of("TLSv1.2", "TLSv1.3"), options.getEnabledSecureTransportProtocols());
        TlsConfig none = new TlsConfig("", "", "", Secret.NONE);
        assertFalse(
                ListenerTls.open("http", none).apply(new HttpServerOptions()).isSsl());
    }

    @Test
    void aCertificateAndTheKeyOfAnotherAreNotTaken() throws UnusableKeyException, IOException {
        Certificates.pem(store("one", "EC", 90), cert(), key());
        ListenerTls tls = ListenerTls.open("http", pem());
        Certificates.pem(store("two", "EC", 90), cert(), folder.resolve("two-key.pem"));
        assertFalse(tls.claimRenewal());
        assertTrue(tls.problem().contains("does not belong"), tls.problem());
        assertEquals(State.WARN, tls.check(Clock.system().millis()).state());
        Files.copy(folder.resolve("two-key.pem"), key(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertTrue(tls.claimRenewal());
        assertFalse(tls.claimRenewal());
        tls.giveBack();
        assertTrue(tls.claimRenewal());
        assertEquals("", tls.problem());
        assertEquals("CN=two", tls.certificate().getSubjectX500Principal().getName());
    }

    @Test
    void warnsTwoWeeksBeforeTheEnd() throws UnusableKeyException {
        Certificates.pem(store("one", "EC", 90), cert(), key());
        ListenerTls tls = ListenerTls.open("http", pem());
        long end = tls.certificate().getNotAfter().getTime();
        assertEquals(State.OK, tls.check(end - 14 * DAY).state());
        assertEquals(State.WARN, tls.check(end - 14 * DAY + 1).state());
        assertEquals(State.FAIL, tls.check(end + 1).state());
    }

    @Test
    void saysWhatCannotBeUsed() throws IOException {
        Path store = store("one", "RSA", 90);
        Certificates.pem(store, cert(), key());
        TlsConfig wrongPassword = new TlsConfig("", "", store.toString(), new Secret("wrong-password"));
        UnusableKeyException locked =
                assertThrows(UnusableKeyException.class, () -> ListenerTls.open("ticks", wrongPassword));
        assertTrue(locked.getMessage().contains("$.ticks.tls"), locked.getMessage());
        assertFalse(locked.getMessage().contains("wrong-password"), locked.getMessage());
        Files.writeString(key(), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        UnusableKeyException older = assertThrows(UnusableKeyException.class, () -> ListenerTls.open("http", pem()));
        assertTrue(older.getMessage().contains("openssl pkcs8"), older.getMessage());
        Files.delete(cert());
        UnusableKeyException missing = assertThrows(UnusableKeyException.class, () -> ListenerTls.open("http", pem()));
        assertTrue(missing.getMessage().contains("cert.pem"), missing.getMessage());
    }
}
