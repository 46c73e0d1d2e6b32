package io.tickwire.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.domain.Scope;
import io.tickwire.ops.ManualClock;
import io.tickwire.session.auth.Keyring;
import io.tickwire.session.auth.UnusableKeyException;
import io.tickwire.session.auth.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands make is what a node takes. */
final class KeygenCommandTest {
    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ExitCode keygen(String... args) {
        return new KeygenCommand(new PrintStream(out), new PrintStream(err), clock).run(Arrays.asList(args));
    }

    private ExitCode token(Map<String, String> environment, String... args) {
        return new TokenCommand(new PrintStream(out), new PrintStream(err), environment, clock)
                .run(Arrays.asList(args));
    }

    private String printed() {
        String text = out.toString(StandardCharsets.UTF_8).strip();
        out.reset();
        return text;
    }

    private String file() {
        return folder.resolve("keys.json").toString();
    }

    private Keyring ring(String auth, Map<String, String> environment) throws ConfigException, UnusableKeyException {
        return new Keyring(new ConfigLoader(environment)
                .parse(("{'auth':" + auth + "}").replace('\'', '"'), "test")
                .auth());
    }

    @Test
    void aKeyIsPrintedAloneAndOpensUntilItIsRevoked() throws ConfigException, UnusableKeyException {
        assertEquals(
                ExitCode.OK,
                keygen(
                        "--file",
                        file(),
                        "--subject",
                        "desk",
                        "--scopes",
                        "read,trade",
                        "--accounts",
                        "a,b",
                        "--expires",
                        "90d"));
        String key = printed();
        assertTrue(key.matches("tw_[0-9a-f]{12}_[A-Za-z0-9_-]{43}"), key);
        Keyring ring = ring("{'apiKeysFile':'" + file() + "'}", Map.of());
        Verdict.Good good = assertInstanceOf(Verdict.Good.class, ring.apiKey(key, clock.millis()));
        assertEquals(Set.of(Scope.READ, Scope.TRADE), good.identity().scopes());
        assertEquals(Set.of("a", "b"), good.identity().accounts());
        assertEquals(clock.millis() + 90L * 86_400_000, good.identity().expiresMsc());
        assertEquals(ExitCode.OK, keygen("--file", file(), "--list"));
        String listed = printed();
        assertTrue(listed.contains("desk  read,trade  a,b  until 2026-"), listed);
        assertFalse(listed.contains(key.substring(16)), listed);
        assertEquals(ExitCode.OK, keygen("--file", file(), "--revoke", key.substring(3, 15)));
        assertEquals(Set.of("key:" + key.substring(3, 15)), ring.refresh());
        assertEquals(ExitCode.CONFIGURATION, keygen("--file", file(), "--revoke", key.substring(3, 15)));
    }

    @ParameterizedTest
    @CsvSource({"RS256", "ES256"})
    void aPairSignsTokensThatItsPublicHalfChecks(String algorithm)
            throws ConfigException, UnusableKeyException, IOException {
        assertEquals(ExitCode.OK, keygen("--jwt", algorithm, "--kid", "k1", "--out", folder.toString()));
        printed();
        Path secret = folder.resolve("k1.private.pem");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
        assertEquals(
                ExitCode.OK,
                token(
                        Map.of(),
                        "--subject",
                        "bob",
                        "--scopes",
                        "admin",
                        "--ttl",
                        "1h",
                        "--kid",
                        "k1",
                        "--key-file",
                        secret.toString()));
        Keyring ring = ring(
                "{'jwt':{'keys':[{'kid':'k1','algorithm':'" + algorithm + "','publicKeyFile':'"
                        + folder.resolve("k1.public.pem") + "'}]}}",
                Map.of());
        assertInstanceOf(Verdict.Good.class, ring.bearer(printed(), clock.millis()));
    }

    @Test
    void aSharedSecretIsGoodEnoughForTheConfiguration() throws ConfigException, UnusableKeyException, IOException {
        assertEquals(ExitCode.OK, keygen("--jwt", "HS256", "--kid", "h1", "--out", folder.toString()));
        Map<String, String> environment =
                Map.of("S", Files.readString(folder.resolve("h1.secret")).strip());
        printed();
        assertEquals(
                ExitCode.OK,
                token(
                        environment,
                        "--subject",
                        "bob",
                        "--scopes",
                        "read",
                        "--ttl",
                        "5m",
                        "--issuer",
                        "i",
                        "--audience",
                        "a",
                        "--secret-env",
                        "S"));
        Keyring ring = ring(
                "{'jwt':{'issuer':'i','audience':'a','keys':[{'kid':'h1','algorithm':'HS256','secret':'${S}'}]}}",
                environment);
        assertInstanceOf(Verdict.Good.class, ring.bearer(printed(), clock.millis()));
    }

    @Test
    void noKeyIsWrittenOverAnother() {
        assertEquals(ExitCode.OK, keygen("--jwt", "ES256", "--kid", "k1", "--out", folder.toString()));
        assertEquals(ExitCode.CONFIGURATION, keygen("--jwt", "ES256", "--kid", "k1", "--out", folder.toString()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--scopes read                                   | --subject is required",
                "--subject a                                     | --scopes is required",
                "--subject a --scopes root                       | not 'root'",
                "--subject a --scopes read --expires soon        | --expires takes",
                "--subject a --scopes                            | --scopes needs a value",
                "--subject a --subject b --scopes read           | given twice",
                "--subjct a                                      | no option '--subjct'",
                "--jwt HS384 --kid a --out x                     | not 'HS384'",
                "--jwt HS256 --kid ../a --out x                  | --kid takes",
            })
    void saysWhatIsWrongWithTheCommandLine(String line, String said) {
        List<String> args = Stream.concat(Stream.of("--file", file()), Stream.of(line.split(" +")))
                .map(arg -> arg.equals("x") ? folder.toString() : arg)
                .toList();
        assertEquals(ExitCode.CONFIGURATION, keygen(args.toArray(String[]::new)));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains(said), err.toString(StandardCharsets.UTF_8));
        assertFalse(Files.exists(Path.of(file())));
    }
}
