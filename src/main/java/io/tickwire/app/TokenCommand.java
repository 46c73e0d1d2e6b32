package io.tickwire.app;

import io.tickwire.domain.Identity;
import io.tickwire.ops.Clock;
import io.tickwire.session.auth.JwtMint;
import io.tickwire.session.auth.UnusableKeyException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code token}: signs a token. Blocks. */
final class TokenCommand {
    private static final Set<String> PAIRS = Set.of(
            "--subject",
            "--scopes",
            "--accounts",
            "--ttl",
            "--kid",
            "--key-file",
            "--secret-env",
            "--issuer",
            "--audience");

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final Clock clock;

    TokenCommand(PrintStream out, PrintStream err, Map<String, String> environment, Clock clock) {
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.clock = clock;
    }

    /** @param args what stands behind {@code token} */
    ExitCode run(List<String> args) {
        try {
            CommandOptions options = new CommandOptions("token", args, PAIRS, Set.of());
            long now = clock.millis();
            Identity identity = new Identity(
                    options.subject(),
                    options.scopes(),
                    options.accounts(),
                    now + options.duration("--ttl").toMillis(),
                    "");
            out.println(
                    mint(options).mint(identity, options.text("--issuer", ""), options.text("--audience", ""), now));
            return ExitCode.OK;
        } catch (IllegalArgumentException usage) {
            err.println("tickwire: token: " + usage.getMessage());
            return ExitCode.CONFIGURATION;
        } catch (IOException | UnusableKeyException failed) {
            err.println("tickwire: token: " + failed.getMessage());
            return ExitCode.FAILED;
        }
    }

    private JwtMint mint(CommandOptions options) throws IOException, UnusableKeyException {
        String kid = options.text("--kid", "");
        if (options.has("--key-file") == options.has("--secret-env")) {
            throw new IllegalArgumentException("give --key-file with a private key, or --secret-env with the name of an"
                    + " environment variable");
        }
        if (options.has("--key-file")) {
            return JwtMint.ofPem(kid, Files.readAllBytes(Path.of(options.required("--key-file"))));
        }
        String name = options.required("--secret-env");
        String secret = environment.get(name);
        if (secret == null) {
            throw new IllegalArgumentException("the environment variable " + name + " is not set");
        }
        return JwtMint.shared(kid, secret);
    }
}
