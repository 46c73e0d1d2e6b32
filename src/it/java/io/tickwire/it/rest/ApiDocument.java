package io.tickwire.it.rest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The document that a node serves, held against what the node answers. */
final class ApiDocument {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOME = "https://tickwire.test/openapi.json";

    private final JsonNode document;
    private final JsonSchemaFactory schemas;
    private final Set<String> used = new TreeSet<>();

    private record Operation(String id, String pointer, JsonNode node) {}

    ApiDocument(String text) {
        this.document = json(text);
        this.schemas = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(HOME, text))));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + text, e);
        }
    }

    /** Fails unless the document has this answer to this request, with a body of this form. */
    void check(String method, String path, HttpResponse<String> answer) {
        Operation operation = find(method.toLowerCase(), path.replaceFirst("\\?.*", ""));
        used.add(operation.id());
        String status = Integer.toString(answer.statusCode());
        String range = status.charAt(0) + "XX";
        JsonNode responses = operation.node().path("responses");
        String key = responses.has(status) ? status : range;
        assertTrue(responses.has(key), operation.id() + " may not answer " + status + ": " + answer.body());
        JsonNode response = responses.path(key);
        String pointer = operation.pointer() + "/responses/" + key;
        if (response.has("$ref")) {
            pointer = response.path("$ref").asText().substring(1);
            response = document.at(pointer);
        }
        String type = answer.headers().firstValue("content-type").orElse("").replaceFirst(";.*", "");
        JsonNode content = response.path("content");
        assertTrue(
                content.has(type) || content.isMissingNode() && answer.body().isEmpty(),
                operation.id() + " may not answer " + status + " as " + type);
        if (type.endsWith("json")) {
            String schema = HOME + "#" + pointer + "/content/" + type.replace("/", "~1") + "/schema";
            Set<?> wrong = schemas.getSchema(SchemaLocation.of(schema)).validate(answer.body(), InputFormat.JSON);
            assertTrue(wrong.isEmpty(), operation.id() + " " + status + ": " + wrong + " in " + answer.body());
        }
    }

    private Operation find(String method, String path) {
        for (Map.Entry<String, JsonNode> template : document.path("paths").properties()) {
            String regex = template.getKey().replaceAll("\\{[^}]+}", "[^/]+");
            JsonNode node = template.getValue().path(method);
            if (Pattern.matches(regex, path) && !node.isMissingNode()) {
                String pointer =
                        "/paths/" + template.getKey().replace("~", "~0").replace("/", "~1") + "/" + method;
                return new Operation(node.path("operationId").asText(), pointer, node);
            }
        }
        throw new IllegalArgumentException("not in the document: " + method + " " + path);
    }

    /** Operations that nothing was asked of. */
    List<String> untested() {
        List<String> all = new ArrayList<>();
        document.path("paths")
                .forEach(path -> path.forEach(
                        operation -> all.add(operation.path("operationId").asText())));
        all.removeAll(used);
        return all;
    }
}
