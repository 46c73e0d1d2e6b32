package io.tickwire.verticles;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.bus.Addresses;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Identity;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Scope;
import io.tickwire.domain.message.AuthDecision;
import io.tickwire.domain.message.Authenticate;
import io.tickwire.domain.message.PredictAnswer;
import io.tickwire.domain.message.Revoked;
import io.tickwire.edge.Certificates;
import io.tickwire.edge.PortTakenException;
import io.tickwire.edge.inference.RawPeer;
import io.tickwire.ops.TestPorts;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, by which port, and what happens when the socket is replaced or the process ends. */
final class InferenceLifeTest {
    private static final String RISING = SocketNode.rising();
    private static final String AUTH = ",\"auth\":{\"enabled\":true,\"apiKeysFile\":\"none.json\"}";
    private static final String WHO = "error: authentication is on: send 'auth <token or API key>' and a newline first";
    private SocketNode node;

    private SocketNode open(String inference, String more) throws Exception {
        node = new SocketNode(inference, more);
        node.vertx.runOnContext(v -> node.bus.serve(Addresses.AUTHENTICATE, InferenceLifeTest::check));
        return node;
    }

    /** The reader may read, the admin administer, the feeder neither. */
    private static Future<AuthDecision> check(Authenticate shown) {
        Set<Scope> scopes =
                switch (shown.secret()) {
                    case "reader" -> Set.of(Scope.READ);
                    case "admin" -> Set.of(Scope.ADMIN);
                    case "feeder" -> Set.of(Scope.FEED);
                    default -> Set.of();
                };
        return Future.succeededFuture(
                scopes.isEmpty()
                        ? new AuthDecision(null, Refusal.of(ErrorCode.UNAUTHORIZED, "The credential is wrong"))
                        : new AuthDecision(
                                new Identity(shown.secret(), scopes, Set.of(), Long.MAX_VALUE, "key:" + shown.secret()),
                                null));
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void withAuthenticationTextShowsACredentialInItsFirstLine() throws Exception {
        open("", AUTH).deploy();
        try (RawPeer peer = node.peer()) {
            assertEquals("ok", peer.send("auth reader\n").read(2));
            assertEquals("buy", peer.send(RISING + "\0").read(3));
        }
        try (RawPeer peer = node.peer()) {
            // A credential and windows in one write: nothing is lost.
            assertEquals(
                    "okbuybuy",
                    peer.send("auth reader\r\n" + (RISING + "\0").repeat(2)).finish());
        }
        try (RawPeer peer = node.peer()) {
            assertEquals(WHO, peer.send(RISING + "\0" + RISING + "\0").readAll());
        }
        try (RawPeer peer = node.peer()) {
            assertEquals(
                    "error: The credential is wrong",
                    peer.send("auth guess\n" + RISING + "\0").readAll());
        }
        try (RawPeer peer = node.peer()) {
            assertEquals(
                    "error: This needs the scope read",
                    peer.send("auth feeder\0").readAll());
        }
        assertEquals(3, node.asked.size());
    }

    @Test
    void withAuthenticationWebSocketsShowACredentialAsOnOtherDoors() throws Exception {
        open("", AUTH).deploy();
        try (RawPeer peer = node.peer()) {
            String head = peer.upgrade("/");
            assertTrue(head.startsWith("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer"), head);
        }
        try (RawPeer peer = node.peer()) {
            assertTrue(peer.upgrade("/", "X-API-Key: feeder").startsWith("HTTP/1.1 403 "));
        }
        for (String header : List.of(
                "Authorization: Bearer reader",
                "X-API-Key: reader",
                "Sec-WebSocket-Protocol: tickwire, bearer.reader")) {
            try (RawPeer peer = node.peer()) {
                assertTrue(peer.upgrade("/", header).startsWith("HTTP/1.1 101 "), header);
                assertEquals("81 buy", peer.text(RISING).nextFrame());
            }
        }
        try (RawPeer peer = node.peer()) {
            assertTrue(peer.upgrade("/?ticket=reader").startsWith("HTTP/1.1 101 "));
        }
        try (RawPeer peer = node.peer()) {
            assertTrue(peer.upgrade("/?token=reader").startsWith("HTTP/1.1 401 "));
        }
    }

    @Test
    void aSessionEndsWithItsCredential() throws Exception {
        open("", AUTH).deploy();
        try (RawPeer text = node.peer();
                RawPeer socket = node.peer()) {
            assertEquals("ok", text.send("auth reader\n").read(2));
            assertTrue(socket.upgrade("/", "X-API-Key: reader").startsWith("HTTP/1.1 101 "));
            assertEquals("81 buy", socket.text(RISING).nextFrame());
            node.bus.publish(Addresses.REVOKED, new Revoked(Set.of("key:reader")));
            String why = "the credential was revoked or changed: connect with another one";
            assertEquals("88 4501 " + why, socket.nextFrame());
            assertEquals("error: " + why, text.readAll());
        }
    }

    @Test
    void anonymousServesTextWithoutACredentialAndStillLooksAtOneThatIsShown() throws Exception {
        open(",\"anonymous\":true", AUTH).deploy();
        try (RawPeer peer = node.peer()) {
            assertEquals("buy", peer.send(RISING + "\0").finish());
        }
        try (RawPeer peer = node.peer()) {
            assertEquals(
                    "error: The credential is wrong", peer.send("auth guess\n").readAll());
        }
        try (RawPeer peer = node.peer()) {
            assertTrue(peer.upgrade("/").startsWith("HTTP/1.1 401 "));
        }
    }

    @Test
    void withoutAuthenticationACredentialIsWelcomeToo() throws Exception {
        open("", "").deploy();
        try (RawPeer peer = node.peer()) {
            assertEquals("okbuy", peer.send("auth whatever\n" + RISING + "\0").finish());
        }
    }

    @Test
    void stopEndsTheProcessWhereItMay() throws Exception {
        open(",\"stopEndsProcess\":true", AUTH).deploy();
        try (RawPeer peer = node.peer()) {
            assertEquals("ok", peer.send("auth reader\nstop\0").readAll());
        }
        assertEquals(0, node.ends.get());
        try (RawPeer peer = node.peer()) {
            assertEquals("okbuy", peer.send("auth admin\n" + RISING + "\0stop").readAll());
        }
        Awaitility.await().until(() -> node.ends.get() == 1);
    }

    /** Whatever a tunnel on this machine brings comes from 127.0.0.1 too. */
    @Test
    void whoIsAnonymousWhereOthersShowCredentialsEndsItsSessionOnly() throws Exception {
        open(",\"anonymous\":true,\"stopEndsProcess\":true", AUTH).deploy();
        try (RawPeer peer = node.peer()) {
            assertEquals("buy", peer.send(RISING + "\0stop\0").readAll());
        }
        // What a session does at its end it has done when the next one was served.
        try (RawPeer peer = node.peer()) {
            assertEquals("buy", peer.send(RISING + "\0").finish());
        }
        assertEquals(0, node.ends.get());
        try (RawPeer peer = node.peer()) {
            assertEquals("ok", peer.send("auth admin\nstop\0").readAll());
        }
        Awaitility.await().until(() -> node.ends.get() == 1);
    }

    @Test
    void furtherPortsHaveModelsOfTheirOwn() throws Exception {
        int other = TestPorts.free();
        open(",\"ports\":{\"" + other + "\":\"second\"}", "").deploy();
        try (RawPeer peer = new RawPeer(other)) {
            assertEquals(
                    "error: unknown model 'second'", peer.send(RISING + "\0").finish());
        }
        node.serve("second");
        try (RawPeer peer = new RawPeer(other)) {
            assertEquals("buy", peer.send(RISING + "\0").finish());
        }
    }

    @Test
    void aTakenPortFailsTheStartAndNamesItsKey() throws Exception {
        open("", "");
        try (ServerSocket taken = new ServerSocket(node.port, 1, InetAddress.getLoopbackAddress())) {
            Throwable failure =
                    assertThrows(CompletionException.class, node::deploy).getCause();
            assertInstanceOf(PortTakenException.class, failure);
            assertTrue(failure.getMessage().contains("port " + taken.getLocalPort()), failure.getMessage());
            assertTrue(failure.getMessage().contains("inference.port"), failure.getMessage());
        }
    }

    @Test
    void aSocketThatIsReplacedAnswersWhatIsUnderWayAndTheNewOneServes() throws Exception {
        open("", "");
        String first = node.deploy();
        List<Promise<PredictAnswer>> answers = new CopyOnWriteArrayList<>();
        node.model = closes -> {
            Promise<PredictAnswer> answer = Promise.promise();
            answers.add(answer);
            return answer.future();
        };
        try (RawPeer text = node.peer();
                RawPeer socket = node.webSocket();
                RawPeer quiet = node.webSocket()) {
            text.send(RISING + "\0");
            socket.text(RISING);
            Awaitility.await().until(() -> answers.size() == 2);
            node.deploy();
            Future<Void> gone = node.vertx.undeploy(first);
            assertTrue(quiet.nextFrame().matches("88 4002 draining, reconnect in [1-5] s"));
            answers.forEach(answer ->
                    answer.complete(SocketNode.decide(new double[] {1, 2}).result()));
            assertEquals("buy", text.readAll());
            assertEquals("81 buy", socket.nextFrame());
            assertTrue(socket.nextFrame().startsWith("88 4002 "));
            socket.close();
            quiet.close();
            await(gone);
        }
        node.model = SocketNode::decide;
        for (int i = 0; i < 4; i++) {
            try (RawPeer peer = node.peer()) {
                assertEquals("buy", peer.send(RISING + "\0").finish());
            }
        }
    }

    @Test
    void aNodeThatEndsSaysSo() throws Exception {
        open("", "");
        String only = node.deploy();
        try (RawPeer socket = node.webSocket()) {
            assertEquals("81 buy", socket.text(RISING).nextFrame());
            node.stopping = true;
            Future<Void> gone = node.vertx.undeploy(only);
            assertEquals("88 1001 server is going away", socket.nextFrame());
            socket.close();
            await(gone);
        }
    }

    @Test
    void speaksTlsWhereItHasACertificate(@TempDir Path folder) throws Exception {
        Path store = Certificates.pkcs12(folder.resolve("key.p12"), "localhost", "EC", 30);
        open(",\"tls\":{\"pkcs12File\":\"" + store + "\",\"password\":\"" + Certificates.PASSWORD + "\"}", "")
                .deploy();
        SSLContext trusting = SSLContext.getInstance("TLS");
        KeyStore trusted = KeyStore.getInstance(store.toFile(), Certificates.PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry("server", trusted.getCertificate("server"));
        trust.init(anchors);
        trusting.init(null, trust.getTrustManagers(), null);
        try (RawPeer text = new RawPeer(trusting.getSocketFactory().createSocket(), node.port, 65_536);
                RawPeer socket = new RawPeer(trusting.getSocketFactory().createSocket(), node.port, 65_536)) {
            assertEquals("buy", text.send(RISING + "\0").read(3));
            assertEquals("buybuy", text.send((RISING + "\0").repeat(2) + "stop").readAll());
            assertTrue(socket.upgrade("/").startsWith("HTTP/1.1 101 "));
            assertEquals("81 buy", socket.fragmented(RISING, 256).nextFrame());
        }
        try (RawPeer half = new RawPeer(trusting.getSocketFactory().createSocket(), node.port, 65_536)) {
            assertEquals("buy", half.send(RISING + "\0").finish());
        }
    }

    @Test
    void severalInstancesShareThePort() throws Exception {
        open("", "");
        node.deploy();
        node.deploy();
        try (RawPeer one = node.peer();
                RawPeer two = node.peer();
                RawPeer three = node.webSocket();
                RawPeer four = node.webSocket()) {
            assertEquals("buy", one.send(RISING + "\0").read(3));
            assertEquals("buy", two.send(RISING + "\0").read(3));
            assertEquals("81 buy", three.text(RISING).nextFrame());
            assertEquals("81 buy", four.text(RISING).nextFrame());
            assertTrue(node.registry.find("tickwire.sessions").gauges().stream().allMatch(gauge -> gauge.value() == 2));
        }
    }
}
