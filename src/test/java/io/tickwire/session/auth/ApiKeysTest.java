package io.tickwire.session.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.Scope;
import io.tickwire.session.auth.Verdict.Bad;
import io.tickwire.session.auth.Verdict.Good;
import io.tickwire.session.auth.Verdict.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApiKeysTest {
    private static final long NOW = 1_767_225_600_000L;

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();

    private ApiKey.Fresh fresh(String subject, long expiresMsc) {
        return ApiKey.fresh(subject, Set.of(Scope.READ), Set.of(), expiresMsc, count -> {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        });
    }

    private Path file() {
        return folder.resolve("keys.json");
    }

    private Keyring ring(ApiKey... keys) throws IOException, UnusableKeyException {
        ApiKeyFile.write(file(), List.of(keys));
        return new Keyring(Tokens.config("{'enabled':true,'apiKeysFile':'" + file() + "'}"));
    }

    @Test
    void aKeyIsKnownByItsSecretAndNothingElse() throws IOException, UnusableKeyException {
        ApiKey.Fresh one = fresh("one", Long.MAX_VALUE);
        ApiKey.Fresh two = fresh("two", Long.MAX_VALUE);
        Keyring ring = ring(one.kept(), two.kept());
        assertEquals(new Good(one.kept().identity()), ring.apiKey(one.told(), NOW));
        assertEquals(new Good(two.kept().identity()), ring.bearer(two.told(), NOW));
        String crossed = one.told().substring(0, 16) + two.told().substring(16);
        assertNotEquals(one.told(), crossed);
        assertEquals(new Bad(Reason.UNKNOWN), ring.apiKey(crossed, NOW));
        assertEquals(
                new Bad(Reason.UNKNOWN),
                ring.apiKey("tw_000000000000_" + one.told().substring(16), NOW));
        assertEquals(new Bad(Reason.UNKNOWN), ring.apiKey("tw_" + one.kept().id() + "_", NOW));
        assertEquals(new Bad(Reason.MALFORMED), ring.apiKey("hello", NOW));
        assertEquals(new Bad(Reason.MALFORMED), ring.apiKey("tw_hello", NOW));
        assertEquals(new Bad(Reason.TOO_LONG), ring.apiKey("tw_a_" + "x".repeat(5000), NOW));
    }

    @Test
    void endsWhenItSaysSo() throws IOException, UnusableKeyException {
        ApiKey.Fresh key = fresh("one", NOW);
        Keyring ring = ring(key.kept());
        assertInstanceOf(Good.class, ring.apiKey(key.told(), NOW - 1));
        assertEquals(new Bad(Reason.EXPIRED), ring.apiKey(key.told(), NOW));
    }

    @Test
    void theFileHasNoSecretAndIsItsOwnersAlone() throws IOException, UnusableKeyException {
        ApiKey.Fresh key = fresh("one", NOW + 5);
        ring(key.kept());
        String text = Files.readString(file());
        assertFalse(text.contains(key.told().substring(16)), text);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        assertEquals(List.of(key.kept()), List.copyOf(ApiKeyFile.read(file()).values()));
        try (var left = Files.list(folder)) {
            assertEquals(List.of(file()), left.toList());
        }
    }

    @Test
    void whatIsRemovedOrChangedIsTold() throws IOException, UnusableKeyException {
        ApiKey kept = fresh("kept", Long.MAX_VALUE).kept();
        ApiKey.Fresh gone = fresh("gone", Long.MAX_VALUE);
        ApiKey before = fresh("changed", Long.MAX_VALUE).kept();
        Keyring ring = ring(kept, gone.kept(), before);
        assertEquals(Set.of(), ring.refresh());
        ApiKey after = new ApiKey(
                before.id(), "changed", Set.of(Scope.ADMIN), Set.of(), Long.MAX_VALUE, before.salt(), before.hash());
        ApiKeyFile.write(
                file(), List.of(kept, after, fresh("new", Long.MAX_VALUE).kept()));
        assertEquals(Set.of(gone.kept().credential(), before.credential()), ring.refresh());
        assertEquals(new Bad(Reason.UNKNOWN), ring.apiKey(gone.told(), NOW));
    }

    @Test
    void aBadFileNeverReplacesAGoodOne() throws IOException, UnusableKeyException {
        ApiKey.Fresh key = fresh("one", Long.MAX_VALUE);
        Keyring ring = ring(key.kept());
        Files.writeString(file(), "[{\"id\":");
        assertEquals(Set.of(), ring.refresh());
        assertInstanceOf(Good.class, ring.apiKey(key.told(), NOW));
        ring.refresh();
        assertTrue(ring.problem().contains("keys.json"), ring.problem());
        Files.delete(file());
        assertEquals(Set.of(), ring.refresh());
        assertInstanceOf(Good.class, ring.apiKey(key.told(), NOW));
        ApiKeyFile.write(file(), List.of(key.kept()));
        ring.refresh();
        assertEquals("", ring.problem());
    }

    @Test
    void aSigningKeyIsReplacedInItsFile() throws IOException, UnusableKeyException {
        Path pem = folder.resolve("e1.pem");
        Files.write(pem, Tokens.publicPem(Tokens.EC));
        Keyring ring = new Keyring(
                Tokens.config("{'jwt':{'keys':[{'kid':'e1','algorithm':'ES256','publicKeyFile':'" + pem + "'}]}}"));
        var next = Tokens.pair("EC", 256);
        String older = token(Tokens.EC);
        String newer = token(next);
        assertInstanceOf(Good.class, ring.bearer(older, NOW));
        Files.write(pem, Tokens.publicPem(Tokens.RSA));
        assertEquals(Set.of(), ring.refresh());
        assertInstanceOf(Good.class, ring.bearer(older, NOW));
        Files.write(pem, Tokens.publicPem(next));
        assertEquals(Set.of("jwt:e1"), ring.refresh());
        assertEquals(new Bad(Reason.BAD_SIGNATURE), ring.bearer(older, NOW));
        assertInstanceOf(Good.class, ring.bearer(newer, NOW));
    }

    private static String token(java.security.KeyPair pair) throws UnusableKeyException {
        var bob = new io.tickwire.domain.Identity("bob", Set.of(Scope.READ), Set.of(), NOW + 60_000, "");
        return JwtMint.ofPem("e1", Tokens.privatePem(pair)).mint(bob, "", "", NOW);
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                           | list of keys",
                "[5]                                          | not an object",
                "[{'id':'xyz'}]                               | 'id'",
                "[{'id':'aa','subject':'a b'}]                | 'subject'",
                "[{'id':'aa','subject':'a','scopes':['root']}]| 'scopes'",
                "[{'id':'aa','subject':'a','acounts':['x']}]  | 'acounts'",
                "[{'id':'aa','subject':'a','accounts':[]}]    | 'accounts'",
                "[{'id':'aa','subject':'a','accounts':null}]  | 'accounts'",
                "[{'id':'aa','subject':'a','salt':'00','hash':'00'}] | 'hash'",
                "[{'id':'aa','subject':'a','expires':'soon'}] | 'expires'",
            })
    void namesWhatIsWrongInTheFile(String json, String named) {
        UnusableKeyException wrong = assertThrows(
                UnusableKeyException.class,
                () -> ApiKeyFile.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        assertTrue(wrong.getMessage().contains(named), wrong.getMessage());
    }
}
