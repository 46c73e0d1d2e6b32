package io.tickwire.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The real jar as a process on free ports, with its log. Ends with the test that started it. */
public final class TickwireProcess implements AutoCloseable {
    private static final Pattern DASHBOARD = Pattern.compile("dashboard +(https?://\\S+)/");
    private static final Pattern TICKS = Pattern.compile("tick stream +(wss?://\\S+)");
    private static final Pattern MQTT = Pattern.compile("mqtt +(?:tcp|tls)://127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern ZMQ_EXEC = Pattern.compile(" exec (tcp://127\\.0\\.0\\.1:\\d+)");
    private static final Pattern ZMQ_PUB = Pattern.compile(" ticks (tcp://127\\.0\\.0\\.1:\\d+)");
    private static final Pattern EXEC_HTTP = Pattern.compile(" exec +(https?://\\S+)");
    private static final Pattern INFERENCE = Pattern.compile("inference +ws and tcp://127\\.0\\.0\\.1:(\\d+)/");
    private static final Duration START = Duration.ofSeconds(30);

    private final Process process;
    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();

    private TickwireProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Where the project is. */
    public static Path basedir() {
        return Path.of(System.getProperty("tickwire.basedir", System.getProperty("user.dir")));
    }

    /** Starts with a configuration and waits until it is ready. Ports in it should be 0. */
    public static TickwireProcess start(String configJson) {
        TickwireProcess started = launch(configJson);
        started.awaitLog("ready in");
        return started;
    }

    /** The default configuration on free ports. */
    public static TickwireProcess startDefault() {
        return start("{\"http\":{\"port\":0},\"ticks\":{\"port\":0},\"inference\":{\"port\":0},\"mqtt\":{\"port\":0},"
                + "\"zmqExec\":{\"port\":0},\"zmqPub\":{\"port\":0}}");
    }

    /** Starts with a configuration and does not wait; MQTT and ZeroMQ are off where it does not speak of them. */
    public static TickwireProcess launch(String configJson) {
        try {
            Path file = Files.createTempFile(workFolder(), "conf", ".json");
            Files.writeString(file, withoutUnasked(configJson));
            return run("-conf", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same without an MQTT server and without ZeroMQ, unless it speaks of them. */
    static String withoutUnasked(String configJson) {
        String config = configJson;
        for (String door : List.of("mqtt", "zmqExec", "zmqPub")) {
            if (config.startsWith("{\"") && !config.contains('"' + door + '"')) {
                config = "{\"" + door + "\":{\"enabled\":false}," + config.substring(1);
            }
        }
        return config;
    }

    /** Runs the jar with these arguments. */
    public static TickwireProcess run(String... args) {
        return run(Map.of(), args);
    }

    /** @param environment more variables */
    public static TickwireProcess run(Map<String, String> environment, String... args) {
        try {
            Path log = Files.createTempFile(workFolder(), "tickwire", ".log");
            Path jar = Path.of(System.getProperty(
                    "tickwire.jar", basedir().resolve("target/tickwire.jar").toString()));
            List<String> command = new ArrayList<>(QuickJvm.command(jar, workFolder()));
            command.addAll(List.of(args));
            // A folder of its own: the journal of one test is not that of another.
            Path folder = Files.createTempDirectory(workFolder(), "node");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            return new TickwireProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path workFolder() throws IOException {
        return Files.createDirectories(Path.of(System.getProperty(
                "tickwire.work", basedir().resolve("target/it").toString())));
    }

    /** Everything it has written so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TickwireProcess awaitLog(String text) {
        Awaitility.await().atMost(START).until(() -> {
            if (!process.isAlive() && !log().contains(text)) {
                throw new IllegalStateException("ended with " + process.exitValue() + ": " + log());
            }
            return log().contains(text);
        });
        return this;
    }

    public String httpUrl() {
        return found(DASHBOARD);
    }

    public String bridgeUrl() {
        return httpUrl().replace("http", "ws") + "/websocket/ws";
    }

    /** The tick stream on its own port. */
    public String ticksUrl() {
        return found(TICKS);
    }

    /** The inference socket's port. */
    public int inferencePort() {
        return Integer.parseInt(found(INFERENCE));
    }

    /** The MQTT server's port. */
    public int mqttPort() {
        return Integer.parseInt(found(MQTT));
    }

    /** Where Expert Advisors ask by ZeroMQ. */
    public String zmqExecUrl() {
        return found(ZMQ_EXEC);
    }

    /** Where ticks are published by ZeroMQ. */
    public String zmqPubUrl() {
        return found(ZMQ_PUB);
    }

    /** The port of its own that Expert Advisors ask at by HTTP. */
    public String execHttpUrl() {
        return found(EXEC_HTTP);
    }

    public int httpPort() {
        return URI.create(httpUrl()).getPort();
    }

    private String found(Pattern line) {
        Matcher matcher = line.matcher(log());
        if (!matcher.find()) {
            throw new IllegalStateException("not in the log: " + line + "\n" + log());
        }
        return matcher.group(1);
    }

    public HttpResponse<String> get(String path) {
        return exchange(HttpRequest.newBuilder(URI.create(httpUrl() + path)).build());
    }

    /** Sends a JSON body to a path. */
    public HttpResponse<String> send(String method, String path, String json) {
        return exchange(HttpRequest.newBuilder(URI.create(httpUrl() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Waits for the end and tells the exit code. */
    public int awaitExit(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("still running after " + atMost + ": " + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(10));
    }
}
