package io.tickwire.edge.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.domain.Refusal;
import io.tickwire.protocol.json.FieldReader;
import io.tickwire.protocol.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.validation.SchemaValidationException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what the validator found into a refusal of the catalogue: field, what was expected, what came. Pure. */
final class ApiErrors {
    private static final Pattern PARAMETER = Pattern.compile("(?:path|query|header|cookie) parameter ([\\w.-]+)");
    private static final Pattern WRAPPING = Pattern.compile("does not match schema|subschema had errors");
    private static final Pattern MISSING = Pattern.compile("required property \"([^\"]+)\"");

    private ApiErrors() {}

    /** @param body as it came, empty = none */
    static Refusal refusal(Throwable failure, Operation operation, byte[] body) {
        String message = String.valueOf(failure.getMessage());
        Matcher parameter = PARAMETER.matcher(message);
        if (parameter.find()) {
            return parameter(parameter.group(1), operation);
        }
        JsonNode whole = Json.parse(body);
        if (whole == null) {
            return Refusal.validation("$", "JSON object", body.length == 0 ? "nothing" : "not JSON");
        }
        return failure instanceof SchemaValidationException invalid && invalid.getOutputUnit() != null
                ? body(invalid.getOutputUnit(), whole)
                : Refusal.validation("$", "JSON object as in /openapi.json", message);
    }

    private static Refusal parameter(String name, Operation operation) {
        String expected = operation.getParameters().stream()
                .filter(known -> known.getName().equalsIgnoreCase(name))
                .findFirst()
                .map(ApiErrors::expected)
                .orElse("a value as in /openapi.json");
        return Refusal.validation(name, expected, "something else");
    }

    private static String expected(Parameter parameter) {
        JsonObject schema = (JsonObject) parameter.getSchema();
        JsonArray words = schema.getJsonArray("enum");
        if (words != null) {
            return "one of "
                    + String.join(", ", words.stream().map(String::valueOf).toList());
        }
        String type = "integer".equals(schema.getString("type")) ? "whole number" : schema.getString("type", "value");
        Object min = schema.getValue("minimum");
        Object max = schema.getValue("maximum");
        String pattern = schema.getString("pattern");
        return type
                + (min == null ? "" : " from " + min)
                + (max == null ? "" : " to " + max)
                + (pattern == null ? "" : " like " + pattern);
    }

    /** The first thing that is wrong itself, and not only because of what is in it. */
    private static Refusal body(OutputUnit unit, JsonNode whole) {
        List<OutputUnit> errors = unit.getErrors() == null ? List.of() : unit.getErrors();
        OutputUnit first = errors.stream()
                .filter(each ->
                        !WRAPPING.matcher(String.valueOf(each.getError())).find())
                .findFirst()
                .orElse(unit);
        String why = String.valueOf(first.getError());
        String pointer = String.valueOf(first.getInstanceLocation()).replaceFirst("^#", "");
        String place = pointer.replaceFirst("^/", "").replace('/', '.');
        Matcher missing = MISSING.matcher(why);
        if (missing.find()) {
            return Refusal.validation((place.isEmpty() ? "" : place + ".") + missing.group(1), "a value", "missing");
        }
        JsonNode received = whole.at(pointer);
        return Refusal.validation(
                place.isEmpty() ? "$" : place,
                expected(why),
                received.isMissingNode() ? "missing" : FieldReader.show(received));
    }

    private static String expected(String why) {
        int at = why.indexOf("Expected ");
        if (at >= 0) {
            return why.substring(at + "Expected ".length());
        }
        return why.startsWith("Instance does not match any of ")
                ? "one of " + why.substring("Instance does not match any of ".length())
                : why;
    }
}
