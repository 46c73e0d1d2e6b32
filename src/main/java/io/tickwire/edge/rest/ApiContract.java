package io.tickwire.edge.rest;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestValidator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The OpenAPI document: what the HTTP side serves as its description, makes its routes from, validates with and takes
 * the scopes of its pages from. Loaded once for a node. Any thread.
 */
public final class ApiContract {
    static final String ACCESS = "x-access";
    private static final String FILE = "/api/openapi.json";
    private static final String OTHER_WIRES = "/api/asyncapi.yaml";
    private static final Set<String> OTHER_TYPES = Set.of("text/html", "text/event-stream");
    private static final int DEFAULT_BODY = 16 * 1024;
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

    private final OpenAPIContract contract;
    private final RequestValidator validator;
    private final byte[] text;
    private final byte[] asyncApi;
    private final List<Page> pages;

    /** An operation, and the paths that it answers. */
    private record Page(Operation operation, Pattern path) {}

    private ApiContract(OpenAPIContract contract, RequestValidator validator, byte[] text, byte[] asyncApi) {
        this.contract = contract;
        this.validator = validator;
        this.text = text;
        this.asyncApi = asyncApi;
        this.pages = contract.operations().stream()
                .map(operation -> new Page(operation, path(operation.getOpenAPIPath())))
                .toList();
    }

    /** Reads and checks the document of this version. */
    public static Future<ApiContract> load(Vertx vertx, String version) {
        JsonObject document = new JsonObject(Buffer.buffer(resource(FILE)));
        document.getJsonObject("info").put("version", version);
        // The library takes only absolute addresses of servers, and writes into what it is given.
        byte[] text = document.encodePrettily().getBytes(StandardCharsets.UTF_8);
        document.remove("servers");
        dropPages(document);
        byte[] asyncApi = new String(resource(OTHER_WIRES), StandardCharsets.UTF_8)
                .replace("${version}", version)
                .getBytes(StandardCharsets.UTF_8);
        return OpenAPIContract.from(vertx, document)
                .map(contract -> new ApiContract(contract, RequestValidator.create(vertx, contract), text, asyncApi));
    }

    /** The library knows no pages and no events as answers; it only looks at requests here. */
    private static void dropPages(JsonObject document) {
        for (Map.Entry<String, Object> path : document.getJsonObject("paths")) {
            for (Map.Entry<String, Object> operation : (JsonObject) path.getValue()) {
                for (Map.Entry<String, Object> response :
                        ((JsonObject) operation.getValue()).getJsonObject("responses")) {
                    JsonObject content = ((JsonObject) response.getValue()).getJsonObject("content", new JsonObject());
                    content.fieldNames().removeAll(OTHER_TYPES);
                    if (content.isEmpty()) {
                        ((JsonObject) response.getValue()).remove("content");
                    }
                }
            }
        }
    }

    static byte[] resource(String name) {
        try (InputStream in = ApiContract.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Pattern path(String template) {
        StringBuilder regex = new StringBuilder();
        int from = 0;
        var parameter = PARAMETER.matcher(template);
        while (parameter.find()) {
            regex.append(Pattern.quote(template.substring(from, parameter.start())))
                    .append("[^/]+");
            from = parameter.end();
        }
        return Pattern.compile(
                regex.append(Pattern.quote(template.substring(from))).toString());
    }

    /** As it is served. */
    byte[] text() {
        return text;
    }

    /** The document of the other wires, as it is served. */
    byte[] asyncApi() {
        return asyncApi;
    }

    List<Operation> operations() {
        return contract.operations();
    }

    /** @throws IllegalArgumentException when the document has none of this name */
    Operation operation(String id) {
        Operation operation = contract.operation(id);
        if (operation == null) {
            throw new IllegalArgumentException("the OpenAPI document has no operation " + id);
        }
        return operation;
    }

    RequestValidator validator() {
        return validator;
    }

    /** What a page of the document asks of its reader, see {@link PageScopes}; empty = it is not in the document. */
    Optional<String> access(HttpMethod method, String path) {
        HttpMethod asked = method == HttpMethod.HEAD ? HttpMethod.GET : method;
        return pages.stream()
                .filter(page -> page.operation().getHttpMethod().equals(asked)
                        && page.path().matcher(path).matches())
                .findFirst()
                .map(page -> extension(page.operation(), ACCESS, ""));
    }

    /** Largest body that an operation takes. */
    static int maxBodyBytes(Operation operation) {
        return extension(operation, "x-max-body-bytes", DEFAULT_BODY);
    }

    @SuppressWarnings("unchecked")
    private static <T> T extension(Operation operation, String name, T absent) {
        Object value = operation.getExtensions().get(name);
        return value == null ? absent : (T) value;
    }
}
