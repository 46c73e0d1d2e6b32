package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tickwire.edge.Certificates;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both listeners over TLS: what is offered, what is renewed, and that WebSockets end as they should. */
final class TlsIT {
    @TempDir
    Path folder;

    private Path store(String name) {
        return Certificates.pkcs12(folder.resolve(name + ".p12"), name, "EC", 90);
    }

    private TickwireProcess pem(Path store) {
        Certificates.pem(store, folder.resolve("cert.pem"), folder.resolve("key.pem"));
        String tls = "\"tls\":{\"certFile\":\"" + folder.resolve("cert.pem") + "\",\"keyFile\":\""
                + folder.resolve("key.pem") + "\"}";
        return TickwireProcess.start("{\"http\":{\"port\":0," + tls + "},\"ticks\":{\"port\":0," + tls
                + "},\"inference\":{\"port\":0," + tls + "}}");
    }

    /** Trusts the certificate in this store and no other. */
    private static SSLContext trust(Path store) {
        try {
            KeyStore keys = KeyStore.getInstance(store.toFile(), Certificates.PASSWORD.toCharArray());
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("server", keys.getCertificate("server"));
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpClient client(Path store) {
        return HttpClient.newBuilder().sslContext(trust(store)).build();
    }

    private static HttpResponse<String> get(HttpClient client, TickwireProcess node, String path)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(node.httpUrl() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void pagesAndWebSocketsAreServedFromPemFiles() throws Exception {
        Path store = store("pem");
        try (TickwireProcess node = pem(store)) {
            HttpResponse<String> page = get(client(store), node, "/");
            assertEquals(200, page.statusCode());
            assertEquals("TLSv1.3", page.sslSession().orElseThrow().getProtocol());
            assertTrue(page.headers().firstValue("Strict-Transport-Security").isPresent());
            try (WsClient bridge = WsClient.connect(node.bridgeUrl(), client(store), with -> {});
                    WsClient ticks = WsClient.connect(node.ticksUrl(), client(store), with -> {})) {
                bridge.await("connection_established");
                bridge.ask("trading_signal", Samples.BUY_EURUSD, "trading_signal_executed");
                ticks.send("{\"type\":\"subscribe\",\"symbols\":[\"EURUSD\"]}");
                ticks.await("tick");
                node.terminate();
                assertEquals(1001, bridge.awaitClose());
                assertEquals(1001, ticks.awaitClose());
            }
        }
    }

    @Test
    void whatIsOlderThanTls12IsNotSpoken() throws Exception {
        Path store = store("old");
        try (TickwireProcess node = pem(store)) {
            for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
                try (SSLSocket socket = socket(store, node.httpPort())) {
                    socket.setEnabledProtocols(new String[] {version});
                    socket.startHandshake();
                    assertEquals(version, socket.getSession().getProtocol());
                }
            }
            Path openssl = Path.of("/usr/bin/openssl");
            if (Files.isExecutable(openssl)) {
                // The JDK itself does not offer it any more.
                Process old = new ProcessBuilder(
                                openssl.toString(),
                                "s_client",
                                "-connect",
                                "127.0.0.1:" + node.httpPort(),
                                "-tls1_1",
                                "-cipher",
                                "DEFAULT:@SECLEVEL=0")
                        .redirectErrorStream(true)
                        .redirectInput(new java.io.File("/dev/null"))
                        .start();
                String said = new String(old.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(old.waitFor() != 0 || said.contains("alert"), said);
            }
        }
    }

    private static SSLSocket socket(Path store, int port) throws IOException {
        SSLSocket socket = (SSLSocket) trust(store).getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        return socket;
    }

    @Test
    void aRenewedCertificateIsShownWithoutARestartAndABrokenOneNever() throws Exception {
        Path first = store("first");
        try (TickwireProcess node = pem(first);
                WsClient standing = WsClient.connect(node.bridgeUrl(), client(first), with -> {})) {
            standing.await("connection_established");
            Files.writeString(folder.resolve("cert.pem"), "not a certificate");
            node.awaitLog("the older certificate stays");
            assertEquals(200, get(client(first), node, "/health/live").statusCode());
            Awaitility.await()
                    .until(() ->
                            get(client(first), node, "/health/ready").body().contains("certificate http"));
            assertTrue(get(client(first), node, "/api/v1/doctor").body().contains("certificate http"));

            Path second = store("second");
            Certificates.pem(second, folder.resolve("cert.pem"), folder.resolve("key.pem"));
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> accepts(second, node));
            assertThrows(SSLException.class, () -> get(client(first), node, "/health/live"));
            try (WsClient ticks = WsClient.connect(node.ticksUrl(), client(second), with -> {})) {
                ticks.send("{\"type\":\"ping\"}");
                ticks.await("pong");
            }
            // Who was there before notices nothing.
            standing.ask("heartbeat", Samples.HEARTBEAT, "heartbeat_response");
            assertFalse(node.log().contains("uncaught"), node.log());
        }
    }

    /** Both ports: each has its own server, and each server its instances. */
    private static boolean accepts(Path store, TickwireProcess node) throws IOException {
        for (int port : new int[] {node.httpPort(), URI.create(node.ticksUrl()).getPort()}) {
            try (SSLSocket socket = socket(store, port)) {
                socket.startHandshake();
            } catch (SSLException another) {
                return false;
            }
        }
        return true;
    }

    @Test
    void aPkcs12FileServesToo() throws Exception {
        Path store = store("p12");
        String tls = "\"tls\":{\"pkcs12File\":\"" + store + "\",\"password\":\"" + Certificates.PASSWORD + "\"}";
        try (TickwireProcess node = TickwireProcess.start("{\"http\":{\"port\":0," + tls
                + "},\"ticks\":{\"enabled\":false},\"inference\":{\"enabled\":false}}")) {
            assertEquals(200, get(client(store), node, "/health/live").statusCode());
            try (SSLSocket socket = socket(store, node.httpPort())) {
                socket.startHandshake();
                assertEquals(
                        "CN=p12",
                        ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                                .getSubjectX500Principal()
                                .getName());
            }
            assertFalse(node.log().contains(Certificates.PASSWORD), node.log());
        }
    }

    /** RFC 6455 §7.1.1 and RFC 8446 §6.1: a peer that broke the rules still reads why, then an orderly end. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1_2", "TLSv1_3"})
    void whoBreaksTheRulesReadsTheCloseFrameAndAnOrderlyEnd(String version) throws IOException {
        Interpreter python = new Interpreter(List.of("python3"));
        assumeTrue(python.run(Duration.ofSeconds(20), "--version").exitCode() == 0, "skipped: no python3");
        // The JDK takes an end without close_notify for an orderly one.
        Path script = Files.writeString(folder.resolve("close.py"), """
                import socket, ssl, sys
                context = ssl.create_default_context(cafile=sys.argv[2])
                context.maximum_version = ssl.TLSVersion[sys.argv[3]]
                client = context.wrap_socket(socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=10),
                                             server_hostname="localhost", suppress_ragged_eofs=False)
                client.sendall(b"GET /echo HTTP/1.1\\r\\nHost: localhost\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\n"
                               b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\\r\\nSec-WebSocket-Version: 13\\r\\n\\r\\n")
                head = b""
                while b"\\r\\n\\r\\n" not in head:
                    head += client.recv(1)
                client.sendall(b"\\x81\\x02hi")  # a text frame without a mask
                end = b""
                while data := client.recv(100):
                    end += data
                print(end[0], int.from_bytes(end[2:4], "big"))
                """);
        try (TickwireProcess node = pem(store("localhost"))) {
            Interpreter.Result result = python.run(
                    Duration.ofSeconds(30),
                    script.toString(),
                    Integer.toString(node.httpPort()),
                    folder.resolve("cert.pem").toString(),
                    version);
            assertEquals(List.of("136 1002"), result.lines(), result.output());
        }
    }

    @Test
    void theDoctorOfTheSameConfigurationTrustsTheCertificateByAnyName() throws Exception {
        Path store = store("doctor");
        Certificates.pem(store, folder.resolve("cert.pem"), folder.resolve("key.pem"));
        String tls = "\"tls\":{\"certFile\":\"" + folder.resolve("cert.pem") + "\",\"keyFile\":\""
                + folder.resolve("key.pem") + "\"}";
        String ports =
                "{\"http\":{\"port\":%s," + tls + "},\"ticks\":{\"enabled\":false},\"inference\":{\"enabled\":false}}";
        try (TickwireProcess node = TickwireProcess.start(ports.formatted("0"))) {
            Path same = Files.writeString(folder.resolve("same.json"), ports.formatted("" + node.httpPort()));
            try (TickwireProcess doctor = TickwireProcess.run("doctor", "-conf", same.toString())) {
                doctor.awaitExit(Duration.ofSeconds(30));
                assertTrue(doctor.log().contains("certificate http  CN=doctor is good until"), doctor.log());
                assertTrue(doctor.log().contains("terminal sim"), doctor.log());
            }
        }
    }

    @Test
    void aTerminalDialsInOverTls() throws Exception {
        Path store = store("link");
        Certificates.pem(store, folder.resolve("cert.pem"), folder.resolve("key.pem"));
        String tls = "\"tls\":{\"certFile\":\"" + folder.resolve("cert.pem") + "\",\"keyFile\":\""
                + folder.resolve("key.pem") + "\"}";
        try (TickwireProcess node = TickwireProcess.start(
                "{\"http\":{\"port\":0," + tls
                        + "},\"ticks\":{\"enabled\":false},\"inference\":{\"enabled\":false},\"terminals\":[{\"type\":\"link\",\"link\":{\"login\":10001}}]}")) {
            String url = node.httpUrl().replace("https", "wss") + "/terminal/ws";
            Path trusting = Files.writeString(
                    folder.resolve("trusting.json"),
                    "{\"url\":\"" + url + "\",\"trustFile\":\"" + folder.resolve("cert.pem")
                            + "\",\"simulated\":{\"login\":10001}}");
            Path wary = Files.writeString(
                    folder.resolve("wary.json"), "{\"url\":\"" + url + "\",\"simulated\":{\"login\":10001}}");
            try (TickwireProcess terminal = TickwireProcess.run("terminal", "-conf", wary.toString())) {
                terminal.awaitLog("cannot connect");
                assertFalse(terminal.log().contains("welcomed"), terminal.log());
            }
            try (TickwireProcess terminal = TickwireProcess.run("terminal", "-conf", trusting.toString())) {
                terminal.awaitLog("welcomed by the bridge");
            }
        }
    }
}
