package io.tickwire.it;

import io.tickwire.domain.Identity;
import io.tickwire.domain.Scope;
import io.tickwire.session.auth.ApiKey;
import io.tickwire.session.auth.ApiKeyFile;
import io.tickwire.session.auth.JwtMint;
import io.tickwire.session.auth.PemKeys;
import io.tickwire.session.auth.UnusableKeyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A node that asks for credentials, with two accounts, and everything that makes credentials for it. */
final class SecuredNode implements AutoCloseable {
    static final String SECRET = "k8Qv2mZr7Xw1Tn5Yc9Lb3Hd6Js4Gf0Pe";

    private static final AtomicInteger CLIENTS = new AtomicInteger();

    private final NodeFolder folder = new NodeFolder();
    private final KeyPair pair = pair();
    private final SecureRandom random = new SecureRandom();
    final HttpClient http = HttpClient.newHttpClient();
    final TickwireProcess process;

    SecuredNode() {
        this("");
    }

    /** @param more members of the configuration, each with a comma before it */
    SecuredNode(String more) {
        try {
            Files.createDirectories(keyFile().getParent());
            ApiKeyFile.write(keyFile(), List.of());
            Files.writeString(
                    folder.file("e1.pem"),
                    PemKeys.pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = TickwireProcess.start(
                "{\"http\":{\"port\":0,\"plainBehindProxy\":true},\"ticks\":{\"port\":0},\"inference\":{\"port\":0},"
                        + "\"limits\":{\"maxConnectionsPerIp\":100},"
                        + (more.contains("\"terminals\"")
                                ? ""
                                : "\"terminals\":[{\"id\":\"a\"},{\"id\":\"b\",\"simulated\":{\"login\":10002}}],")
                        + "\"storage\":{\"path\":\"" + folder.data() + "\"}," + auth() + more + "}");
    }

    private String auth() {
        return "\"auth\":{\"enabled\":true,\"apiKeysFile\":\"" + keyFile() + "\",\"jwt\":{\"leeway\":\"0s\",\"keys\":["
                + "{\"kid\":\"h1\",\"algorithm\":\"HS256\",\"secret\":\"" + SECRET + "\"},"
                + "{\"kid\":\"e1\",\"algorithm\":\"ES256\",\"publicKeyFile\":\"" + folder.file("e1.pem") + "\"}]}}";
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Path keyFile() {
        return folder.file("keys.json");
    }

    String audit() {
        try {
            return Files.readString(folder.journal("audit.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<Scope> scopes(String words) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        Arrays.stream(words.split(" "))
                .forEach(word -> scopes.add(Scope.of(word).orElseThrow()));
        return scopes;
    }

    /** A token of the node's elliptic key. */
    String token(String scopes, long ttlMs, String... accounts) {
        long now = System.currentTimeMillis();
        Identity bob = new Identity("bob", scopes(scopes), new HashSet<>(List.of(accounts)), now + ttlMs, "");
        try {
            byte[] pem =
                    PemKeys.pem("PRIVATE KEY", pair.getPrivate().getEncoded()).getBytes(StandardCharsets.US_ASCII);
            return JwtMint.ofPem("e1", pem).mint(bob, "", "", now);
        } catch (UnusableKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    String token(String scopes) {
        return token(scopes, 3_600_000);
    }

    /** A token made by hand, so that our library does not only meet itself. */
    static String handmade(String header, String claims) {
        try {
            String signed = encoded(header.getBytes(StandardCharsets.UTF_8)) + "."
                    + encoded(claims.getBytes(StandardCharsets.UTF_8));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return signed + "." + encoded(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Adds a key to the file and waits until the node takes it. */
    String key(String subject, String scopes) {
        ApiKey.Fresh fresh = ApiKey.fresh(subject, scopes(scopes), Set.of(), Long.MAX_VALUE, count -> {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        });
        try {
            List<ApiKey> keys =
                    new java.util.ArrayList<>(ApiKeyFile.read(keyFile()).values());
            keys.add(fresh.kept());
            ApiKeyFile.write(keyFile(), keys);
        } catch (IOException | UnusableKeyException e) {
            throw new IllegalStateException(e);
        }
        org.awaitility.Awaitility.await()
                .until(() -> get("/api/v1/symbols", fresh.told()).statusCode() != 401);
        return fresh.told();
    }

    /** Takes every key out of the file. */
    void revokeKeys() {
        try {
            ApiKeyFile.write(keyFile(), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An address that nobody used yet, as a proxy would tell it: one test's failures slow no other. */
    static String newIp() {
        int number = CLIENTS.incrementAndGet();
        return "10.9." + number / 250 + "." + number % 250;
    }

    HttpResponse<String> get(String path, String token) {
        return request("GET", path, token, newIp());
    }

    HttpResponse<String> post(String path, String token, String json) {
        return request("POST", path, token, newIp(), json);
    }

    /** @param token empty = none */
    HttpResponse<String> request(String method, String path, String token, String ip) {
        return request(method, path, token, ip, "{}");
    }

    private HttpResponse<String> request(String method, String path, String token, String ip, String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(process.httpUrl() + path))
                .header("X-Forwarded-For", ip)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(json));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A bridge session by a token in the header. */
    WsClient bridge(String token) {
        WsClient client = socket(process.bridgeUrl(), with -> with.header("Authorization", "Bearer " + token));
        client.await("connection_established");
        return client;
    }

    WsClient socket(String url, Consumer<WebSocket.Builder> with) {
        return WsClient.connect(url, http, builder -> {
            builder.header("X-Forwarded-For", newIp());
            with.accept(builder);
        });
    }

    @Override
    public void close() {
        process.close();
    }
}
