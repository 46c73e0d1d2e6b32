package io.tickwire.app;

import io.tickwire.config.Secret;
import io.tickwire.domain.Scope;
import io.tickwire.ops.Clock;
import io.tickwire.ops.OwnerOnly;
import io.tickwire.protocol.json.IsoTime;
import io.tickwire.session.auth.ApiKey;
import io.tickwire.session.auth.ApiKeyFile;
import io.tickwire.session.auth.CurveKeyFile;
import io.tickwire.session.auth.PemKeys;
import io.tickwire.session.auth.UnusableKeyException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.zeromq.ZMQ;

/** {@code keygen}: makes, lists and revokes API keys; makes keys that sign tokens. Blocks. */
final class KeygenCommand {
    private static final String FILE = "--file";
    private static final String DEFAULT_FILE = "conf/api-keys.json";
    private static final int SECRET_BYTES = 32;
    private static final int RSA_BITS = 3072;
    private static final Set<String> PAIRS =
            Set.of(FILE, "--subject", "--scopes", "--accounts", "--expires", "--revoke", "--jwt", "--kid", "--out");

    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param out takes the key and nothing else, so that a script can keep it
     * @param err takes what is for people
     */
    KeygenCommand(PrintStream out, PrintStream err, Clock clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    /** @param args what stands behind {@code keygen} */
    ExitCode run(List<String> args) {
        try {
            CommandOptions options = new CommandOptions("keygen", args, PAIRS, Set.of("--list", "--curve"));
            if (options.has("--jwt")) {
                signingKey(options);
            } else if (options.has("--curve")) {
                curve(options);
            } else if (options.has("--list")) {
                list(options);
            } else if (options.has("--revoke")) {
                revoke(options);
            } else {
                apiKey(options);
            }
            return ExitCode.OK;
        } catch (IllegalArgumentException usage) {
            err.println("tickwire: keygen: " + usage.getMessage());
            return ExitCode.CONFIGURATION;
        } catch (IOException | UnusableKeyException | GeneralSecurityException failed) {
            err.println("tickwire: keygen: " + failed);
            return ExitCode.FAILED;
        }
    }

    private void apiKey(CommandOptions options) throws IOException, UnusableKeyException {
        Path file = file(options);
        long expires = options.has("--expires")
                ? clock.millis() + options.duration("--expires").toMillis()
                : Long.MAX_VALUE;
        ApiKey.Fresh fresh =
                ApiKey.fresh(options.subject(), options.scopes(), options.accounts(), expires, this::bytes);
        List<ApiKey> keys = new ArrayList<>(ApiKeyFile.read(file).values());
        keys.add(fresh.kept());
        ApiKeyFile.write(file, keys);
        out.println(fresh.told());
        err.println("key " + fresh.kept().id() + " of " + fresh.kept().subject() + ": it is shown this once; " + file
                + " keeps only its hash, and a running node takes it within seconds");
    }

    private void list(CommandOptions options) throws IOException, UnusableKeyException {
        for (ApiKey key : ApiKeyFile.read(file(options)).values()) {
            out.println(key.id() + "  " + key.subject() + "  "
                    + String.join(
                            ",",
                            new TreeSet<>(key.scopes())
                                    .stream().map(Scope::wire).toList()) + "  "
                    + (key.accounts().isEmpty() ? "all accounts" : String.join(",", new TreeSet<>(key.accounts())))
                    + "  "
                    + (key.expiresMsc() == Long.MAX_VALUE ? "no end" : "until " + IsoTime.format(key.expiresMsc())));
        }
    }

    private void revoke(CommandOptions options) throws IOException, UnusableKeyException {
        String id = options.required("--revoke");
        Map<String, ApiKey> keys = new LinkedHashMap<>(ApiKeyFile.read(file(options)));
        if (keys.remove(id) == null) {
            throw new IllegalArgumentException("no key " + id + " in " + file(options) + "; --list shows them");
        }
        ApiKeyFile.write(file(options), List.copyOf(keys.values()));
        err.println("key " + id + " is revoked: a running node lets go of it within seconds");
    }

    private static Path file(CommandOptions options) {
        return Path.of(options.text(FILE, DEFAULT_FILE));
    }

    private void signingKey(CommandOptions options) throws IOException, GeneralSecurityException {
        String algorithm = options.required("--jwt");
        String kid = options.required("--kid");
        Path folder = Path.of(options.required("--out"));
        if (!kid.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("--kid takes letters, digits, dots, - and _");
        }
        Files.createDirectories(folder);
        switch (algorithm) {
            case "HS256" ->
                write(
                        folder.resolve(kid + ".secret"),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(SECRET_BYTES)) + "\n");
            case "RS256" -> {
                KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
                rsa.initialize(RSA_BITS);
                pair(folder, kid, rsa.generateKeyPair());
            }
            case "ES256" -> {
                KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
                curve.initialize(new ECGenParameterSpec("secp256r1"));
                pair(folder, kid, curve.generateKeyPair());
            }
            default -> throw new IllegalArgumentException("--jwt takes HS256, RS256 or ES256, not '" + algorithm + "'");
        }
    }

    /** A pair of CURVE keys; what others need of it is printed. */
    private void curve(CommandOptions options) throws IOException {
        Path file = Path.of(options.required("--out"));
        if (Files.exists(file)) {
            throw new IllegalArgumentException(file + " is there already; take another --out");
        }
        ZMQ.Curve.KeyPair pair = ZMQ.Curve.generateKeyPair();
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Files.createFile(file, OwnerOnly.in(folder));
        Files.writeString(file, new CurveKeyFile(pair.publicKey, new Secret(pair.secretKey)).format());
        out.println(pair.publicKey);
        err.println("the public key is printed for those who need it; " + file + " holds both, for its owner alone");
    }

    private void pair(Path folder, String kid, KeyPair pair) throws IOException {
        write(
                folder.resolve(kid + ".private.pem"),
                PemKeys.pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        write(
                folder.resolve(kid + ".public.pem"),
                PemKeys.pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    }

    /** Never over a file that is there: it may be the only copy of a key. */
    private void write(Path file, String text) throws IOException {
        if (Files.exists(file)) {
            throw new IllegalArgumentException(file + " is there already; take another --kid");
        }
        Files.createFile(file, OwnerOnly.in(file.toAbsolutePath().getParent()));
        Files.writeString(file, text);
        out.println(file);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
