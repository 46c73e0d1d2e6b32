package io.tickwire.app;

import io.tickwire.config.ConfigException;
import io.tickwire.config.HttpConfig;
import io.tickwire.config.Secret;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.message.DoctorCheck;
import io.tickwire.domain.message.DoctorCheck.State;
import io.tickwire.edge.ListenerTls;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.bridge.DoctorCodec;
import io.tickwire.session.auth.UnusableKeyException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** {@code doctor}: looks at this machine, then asks the node that runs with this configuration. Blocks. */
final class DoctorCommand {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    // With the first TLS handshake of a young process on a busy machine.
    private static final Duration CONNECT = Duration.ofSeconds(5);
    // Longer than the longest question on the node's bus, so that it is the node that says who did not answer.
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final TickwireConfig config;
    private final Secret token;
    private final Clock clock;
    private final PrintStream out;
    private String unheard = "none answers there: its checks need it to run";

    /** @param token with the scope admin, for a node that asks for one; empty = none */
    DoctorCommand(TickwireConfig config, Secret token, Clock clock, PrintStream out) {
        this.config = config;
        this.token = token;
        this.clock = clock;
        this.out = out;
    }

    /** Every problem of a configuration that cannot be used. */
    static ExitCode configuration(ConfigException wrong, PrintStream out) {
        wrong.problems()
                .forEach(problem -> print(
                        out,
                        DoctorCheck.fail("configuration", problem.path() + ": " + problem.message(), problem.fix())));
        return ExitCode.CONFIGURATION;
    }

    ExitCode run() {
        Optional<List<DoctorCheck>> node = node();
        List<DoctorCheck> here = new LocalChecks(config, clock, node.isPresent()).all();
        out.println("this machine");
        here.forEach(check -> print(out, check));
        out.println("node at " + address());
        List<DoctorCheck> there = node.orElse(List.of(DoctorCheck.skipped("node", unheard)));
        there.forEach(check -> print(out, check));
        State worst = DoctorCheck.worst(here);
        State worstThere = DoctorCheck.worst(there);
        return worst == State.FAIL || worstThere == State.FAIL ? ExitCode.FAILED : ExitCode.OK;
    }

    private static void print(PrintStream out, DoctorCheck check) {
        out.println("[" + check.state().wire() + "]  " + check.name() + "  " + check.evidence());
        if (!check.fix().isEmpty()) {
            out.println("      fix: " + check.fix());
        }
    }

    private String address() {
        HttpConfig http = config.http();
        String host = http.host().contains(":") ? "[" + http.host() + "]" : http.host();
        return (http.tls().isOn() ? "https://" : "http://") + host + ":" + http.port();
    }

    /** The node's own checks; empty when no Tickwire answers. */
    private Optional<List<DoctorCheck>> node() {
        if (!config.http().enabled() || config.http().port() == 0) {
            return Optional.empty();
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address() + "/api/v1/doctor")).timeout(ANSWER);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token.reveal());
        }
        try {
            HttpResponse<byte[]> answer = client().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() == UNAUTHORIZED || answer.statusCode() == FORBIDDEN) {
                unheard = "it asks for a credential: set TICKWIRE_TOKEN to a key or token with the scope admin";
            }
            return answer.statusCode() == 200 ? DoctorCodec.read(answer.body()) : Optional.empty();
        } catch (GeneralSecurityException | UnusableKeyException certificate) {
            unheard = "its certificate cannot be read: " + certificate.getMessage();
            return Optional.empty();
        } catch (IOException nobody) {
            return Optional.empty();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private HttpClient client() throws GeneralSecurityException, UnusableKeyException {
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(CONNECT);
        if (config.http().tls().isOn()) {
            ListenerTls tls = ListenerTls.open("http", config.http().tls());
            SSLContext trust = SSLContext.getInstance("TLS");
            trust.init(null, new TrustManager[] {new PinnedTrust(tls.certificate())}, null);
            client.sslContext(trust);
        }
        return client.build();
    }
}
