package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.edge.inference.RawPeer;
import io.tickwire.inference.Models;
import io.tickwire.inference.Models.GoldenRow;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Models of the real jar over HTTP: golden rows, a folder that changes, who may ask. */
final class ModelsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final NodeFolder folder = new NodeFolder();
    private final List<GoldenRow> golden = Models.goldenRows();

    private Path models() {
        return folder.file("models");
    }

    private TickwireProcess start() {
        return TickwireProcess.start(folder.config(
                        "", ",\"models\":{\"watch\":\"100ms\",\"folder\":\"" + models() + "\"}")
                .replace(Samples.NO_MODELS, "")
                .replace("\"inference\":{\"port\":0}", "\"inference\":{\"port\":0,\"defaultModel\":\"golden\"}"));
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(response.body(), e);
        }
    }

    private static HttpResponse<String> predict(TickwireProcess node, double[] closes) {
        return node.send("POST", "/api/v1/predict", "{\"closes\":" + Arrays.toString(closes) + "}");
    }

    private static String version(TickwireProcess node) {
        return json(node.get("/api/v1/models")).at("/models/0/versions").findParents("role").stream()
                .filter(one -> one.path("role").asText().equals("active"))
                .findFirst()
                .map(one -> one.path("version").asText())
                .orElse("none");
    }

    @Test
    void answersTheGoldenRowsOverRest() {
        Models.install(models(), "golden", "1");
        try (TickwireProcess node = start()) {
            for (GoldenRow row : golden) {
                JsonNode said = json(predict(node, row.closes()));
                assertEquals(row.signal(), said.path("decision").asText(), said::toString);
                assertEquals(row.margin() / row.scale()[1], said.path("margin").doubleValue(), 1e-3);
                JsonNode inferred = json(node.send(
                        "POST",
                        "/v2/models/golden/infer",
                        "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,96],\"datatype\":\"FP32\",\"data\":"
                                + Arrays.toString(row.encoder()) + "}],\"outputs\":[{\"name\":\"trend\"}]}"));
                JsonNode trend = inferred.at("/outputs/0/data");
                assertEquals(116, trend.size(), inferred::toString);
                for (int i = 0; i < trend.size(); i++) {
                    double price = trend.get(i).doubleValue() * row.scale()[1] + row.scale()[0];
                    assertEquals(row.trend()[i], price, 1e-6);
                }
            }
        }
    }

    @Test
    void answersTheGoldenRowsOverTcpAndWebSocket() throws IOException {
        Models.install(models(), "golden", "1");
        try (TickwireProcess node = start();
                RawPeer text = new RawPeer(node.inferencePort());
                RawPeer frames = new RawPeer(node.inferencePort())) {
            assertTrue(frames.upgrade("/models/golden").startsWith("HTTP/1.1 101"));
            for (GoldenRow row : golden) {
                String window = Arrays.toString(row.closes()).replaceAll("[\\[\\] ]", "") + ",\0";
                assertEquals(row.signal(), text.send(window).read(row.signal().length()));
                frames.fragmented(window, 256);
                assertEquals("81 " + row.signal(), frames.nextFrame());
            }
        }
    }

    @Test
    void aFolderThatChangesIsFollowedWhileItIsAsked() throws Exception {
        Models.install(models(), "golden", "1");
        try (TickwireProcess node = start()) {
            AtomicBoolean stop = new AtomicBoolean();
            AtomicInteger answers = new AtomicInteger();
            Queue<String> wrong = new ConcurrentLinkedQueue<>();
            Thread asker = new Thread(() -> {
                while (!stop.get()) {
                    GoldenRow row = golden.get(answers.get() % golden.size());
                    HttpResponse<String> said = predict(node, row.closes());
                    if (!json(said).path("decision").asText().equals(row.signal())) {
                        wrong.add(said.body());
                    }
                    answers.incrementAndGet();
                }
            });
            asker.start();
            Models.install(models(), "golden", "2");
            Awaitility.await().until(() -> version(node).equals("2"));
            Path bad = Files.createDirectories(models().resolve("golden/3"));
            Files.write(bad.resolve("model.onnx"), Arrays.copyOf(Models.goldenOnnx(), 5000));
            Files.writeString(bad.resolve("model.json"), Models.manifest("golden", "3"));
            Awaitility.await().until(() -> node.log().contains("model golden 3 cannot be used"));
            assertEquals("2", version(node));
            Files.writeString(models().resolve("golden/traffic.json"), "{ \"active\": \"1\", \"shadow\": \"2\" }");
            Awaitility.await().until(() -> version(node).equals("1"));
            Awaitility.await().until(() -> node.get("/metrics")
                    .body()
                    .contains("tickwire_inference_shadow_total{model=\"golden\"" + ",result=\"agree\",version=\"2\"}"));
            stop.set(true);
            asker.join();
            assertEquals(List.of(), List.copyOf(wrong));
            assertTrue(answers.get() > 10, answers.toString());
            assertEquals(200, node.get("/health/ready").statusCode());
            assertTrue(Files.readString(folder.data().resolve("decisions.log")).contains("\"decision\":\"buy\""));
        }
        try (TickwireProcess again = start()) {
            assertEquals("1", version(again));
        }
    }

    @Test
    void theRepositoryIsListedUnloadedAndLoaded() {
        Models.install(models(), "golden", "1");
        try (TickwireProcess node = start()) {
            assertEquals(
                    "[{\"name\":\"golden\",\"version\":\"1\",\"state\":\"READY\",\"reason\":\"\"},"
                            + "{\"name\":\"nbeats-h1\",\"version\":\"1\",\"state\":\"READY\",\"reason\":\"\"}]",
                    node.send("POST", "/v2/repository/index", "{}").body());
            assertEquals(
                    "[-1,96]",
                    json(node.get("/v2/models/golden")).at("/inputs/0/shape").toString());
            assertEquals(200, node.get("/v2/models/golden/versions/1/ready").statusCode());
            assertEquals(404, node.get("/v2/models/golden/versions/2/ready").statusCode());
            assertEquals(
                    200,
                    node.send("POST", "/v2/repository/models/golden/unload", "").statusCode());
            HttpResponse<String> gone = predict(node, golden.get(0).closes());
            assertEquals(
                    "404 MODEL_NOT_FOUND",
                    gone.statusCode() + " " + json(gone).path("code").asText());
            assertEquals(404, node.get("/v2/models/golden").statusCode());
            assertEquals(
                    200,
                    node.send("POST", "/v2/repository/models/golden/load", "{}").statusCode());
            assertEquals(200, predict(node, golden.get(0).closes()).statusCode());
            HttpResponse<String> unknown = node.send("POST", "/v2/repository/models/nothing/load", "{}");
            assertEquals(400, unknown.statusCode());
            assertEquals(
                    "there is no model 'nothing'; known: golden, nbeats-h1",
                    json(unknown).path("error").asText());
        }
    }

    @Test
    void badQuestionsAreToldWhatIsWrong() {
        Models.install(models(), "golden", "1");
        try (TickwireProcess node = start()) {
            HttpResponse<String> few = predict(node, new double[] {1, 2});
            assertEquals(400, few.statusCode());
            assertTrue(few.body().contains("close: 2 values, at least 97 are needed"), few.body());
            HttpResponse<String> form = node.send("POST", "/v2/models/golden/infer", "{\"inputs\":3}");
            assertEquals(400, form.statusCode());
            assertTrue(json(form).path("error").asText().contains("inputs"), form.body());
            assertEquals(
                    404,
                    node.send("POST", "/v2/models/x/infer", inputs("x", "[1,96]"))
                            .statusCode());
            for (String wrong : List.of(inputs("y", "[1,96]"), inputs("x", "[96]"), inputs("x", "[96,1]"))) {
                HttpResponse<String> refused = node.send("POST", "/v2/models/golden/infer", wrong);
                assertEquals(400, refused.statusCode());
                assertTrue(refused.body().contains("one input 'x' of shape [-1, 96]"), refused.body());
            }
        }
    }

    @Test
    void whatIsTooLargeIsToldSo() {
        Models.install(models(), "golden", "1");
        try (TickwireProcess node = start()) {
            String large = " ".repeat(1_100_000);
            HttpResponse<String> infer = node.send("POST", "/v2/models/golden/infer", large);
            assertEquals(
                    "413 {\"error\":\"The body is larger than this page takes\"}",
                    infer.statusCode() + " " + infer.body());
            HttpResponse<String> predict = node.send("POST", "/api/v1/predict", large);
            assertEquals(
                    "413 MESSAGE_TOO_LARGE",
                    predict.statusCode() + " " + json(predict).path("code").asText());
            HttpResponse<String> shape = node.send(
                    "POST",
                    "/v2/models/golden/infer",
                    "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[4096,4096],\"data\":[]}]}");
            assertEquals(400, shape.statusCode());
            assertTrue(shape.body().contains("shape"), shape.body());
        }
    }

    private static String inputs(String name, String shape) {
        return "{\"inputs\":[{\"name\":\"" + name + "\",\"shape\":" + shape + ",\"datatype\":\"FP32\",\"data\":"
                + Arrays.toString(new double[96]) + "}]}";
    }

    @Test
    void thePageAsPrintedIsAnsweredByTheModelOfTheJar() {
        for (String tool : List.of("curl", "python3", "bash")) {
            assumeTrue(
                    new Interpreter(List.of(tool))
                                    .run(Duration.ofSeconds(20), "--version")
                                    .exitCode()
                            == 0,
                    "skipped: no " + tool);
        }
        try (TickwireProcess node = TickwireProcess.startDefault()) {
            List<String> blocks = Markdown.read("src/docs/models/README.md").blocks("sh");
            String script = "cd " + models().getParent() + "\n"
                    + String.join("", blocks).replace("http://127.0.0.1:8001", node.httpUrl());
            Interpreter.Result result = new Interpreter(List.of("bash")).run(Duration.ofSeconds(30), "-ec", script);
            assertEquals(0, result.exitCode(), result.output());
            assertTrue(result.output().contains("\"name\":\"nbeats-h1\""), result.output());
            assertTrue(result.output().contains("{\"decision\":\""), result.output());
            assertFalse(result.output().contains("\"code\""), result.output());
        }
    }

    @Test
    void readersMayAskAndOnlyAdministratorsMayLoad() throws Exception {
        try (SecuredNode secured = new SecuredNode()) {
            String question = "{\"closes\":" + Arrays.toString(golden.get(0).closes()) + "}";
            String reader = secured.token("read");
            String admin = secured.token("admin");
            String unload = "/v2/repository/models/nbeats-h1/unload";
            assertEquals(401, secured.post("/api/v1/predict", "", question).statusCode());
            assertEquals(200, secured.post("/api/v1/predict", reader, question).statusCode());
            assertEquals(403, secured.post("/v2/repository/index", reader, "{}").statusCode());
            assertEquals(200, secured.post("/v2/repository/index", admin, "{}").statusCode());
            assertEquals(403, secured.post(unload, reader, "{}").statusCode());
            assertEquals(200, secured.post(unload, admin, "{}").statusCode());
            assertEquals(200, secured.process.get("/v2/health/live").statusCode());
            Awaitility.await().until(() -> secured.audit().contains("unload model nbeats-h1"));
        }
    }
}
