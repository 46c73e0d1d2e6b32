package io.tickwire.protocol.models;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.InferAnswer.Inferred;
import io.tickwire.domain.message.InferAnswer.Output;
import io.tickwire.domain.message.ModelList;
import io.tickwire.domain.message.ModelList.Facts;
import io.tickwire.domain.message.ModelList.Model;
import io.tickwire.domain.message.ModelList.State;
import io.tickwire.domain.message.ModelList.Tensor;
import io.tickwire.domain.message.ModelList.Version;
import io.tickwire.protocol.json.FieldReader;
import io.tickwire.protocol.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The Open Inference Protocol, version 2, as JSON over HTTP, with the model repository extension
 * (github.com/kserve/open-inference-protocol). Models here have one input of 32-bit floats. Pure.
 */
public final class OpenInference {
    /** A digit and a comma. */
    private static final int LEAST_BYTES = 2;

    private static final int MAX_TEXT = 256;
    private static final int MAX_DIMENSIONS = 8;
    private static final String FP32 = "FP32";

    private OpenInference() {}

    /**
     * A question, or why it is none.
     *
     * @param id that the answer repeats; empty = none
     * @param input name of the one input
     * @param outputs that are wanted; empty = all
     * @param refusal null when it is a question
     */
    public record Question(
            String id, String input, List<Integer> shape, float[] values, List<String> outputs, Refusal refusal) {

        /** The first dimension. */
        public int rows() {
            return shape.get(0);
        }
    }

    public static Question read(byte[] utf8) {
        JsonNode node = Json.parse(utf8);
        if (node == null || !node.isObject()) {
            return refused(Refusal.validation("$", "JSON object with inputs", ""));
        }
        FieldReader fields = new FieldReader(node);
        String id = fields.optionalText("id", MAX_TEXT, "");
        List<Question> inputs = fields.objects("inputs", input -> input(id, input, utf8.length / LEAST_BYTES + 1));
        if (fields.ok() && inputs.size() != 1) {
            fields.wrong("inputs", "exactly one input: models here have one");
        }
        List<String> outputs = fields.has("outputs")
                ? fields.objects("outputs", output -> output.requiredText("name", MAX_TEXT))
                : List.of();
        if (!fields.ok()) {
            return refused(fields.refusal());
        }
        Question question = inputs.get(0);
        return new Question(id, question.input, question.shape, question.values, outputs, null);
    }

    private static Question input(String id, FieldReader input, int most) {
        String name = input.requiredText("name", MAX_TEXT);
        String type = input.requiredText("datatype", MAX_TEXT);
        if (input.ok() && !type.equals(FP32)) {
            input.wrong("datatype", "\"FP32\": models here take 32-bit floats");
        }
        List<Integer> shape = shape(input, most);
        int size = shape.stream().reduce(1, (left, right) -> left * right);
        double[] data = input.ok() ? input.flatNumbers("data", size) : new double[0];
        float[] values = new float[data.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) data[i];
            if (!Float.isFinite(values[i])) {
                input.wrong("data", "numbers within 32-bit floats");
            }
        }
        return new Question(id, name, shape, values, List.of(), null);
    }

    private static List<Integer> shape(FieldReader input, int most) {
        double[] numbers = input.numbers("shape", MAX_DIMENSIONS);
        List<Integer> shape = new ArrayList<>();
        long size = 1;
        for (double number : numbers) {
            boolean whole = number >= 1 && number == Math.rint(number);
            size *= whole && number <= Integer.MAX_VALUE ? (long) number : 0;
            // No more than can stand in the message, before anything is made for them.
            if (size < 1 || size > most) {
                input.wrong("shape", "whole numbers from 1, as many values as data has");
                return List.of(1);
            }
            shape.add((int) number);
        }
        return shape.isEmpty() ? List.of(1) : shape;
    }

    private static Question refused(Refusal refusal) {
        return new Question("", "", List.of(1), new float[0], List.of(), refusal);
    }

    /** The outputs that a question wants and a model has not. */
    public static List<String> unknownOutputs(Question question, Facts facts) {
        List<String> known = facts.outputs().stream().map(Tensor::name).toList();
        return question.outputs.stream().filter(name -> !known.contains(name)).toList();
    }

    /** {@code GET /v2}. */
    public static void server(JsonGenerator out, String version) throws IOException {
        out.writeStringField("name", "tickwire");
        out.writeStringField("version", version);
        out.writeArrayFieldStart("extensions");
        out.writeString("model_repository");
        out.writeEndArray();
    }

    /** {@code GET /v2/models/<name>}: of a version that is loaded. */
    public static void model(JsonGenerator out, Model model, Version version) throws IOException {
        Facts facts = version.facts();
        out.writeStringField("name", model.name());
        out.writeArrayFieldStart("versions");
        for (Version one : model.versions()) {
            if (one.state() == State.READY) {
                out.writeString(one.version());
            }
        }
        out.writeEndArray();
        out.writeStringField("platform", "onnx_onnxv1");
        tensors(out, "inputs", List.of(facts.input()));
        tensors(out, "outputs", facts.outputs());
    }

    private static void tensors(JsonGenerator out, String field, List<Tensor> tensors) throws IOException {
        out.writeArrayFieldStart(field);
        for (Tensor tensor : tensors) {
            out.writeStartObject();
            out.writeStringField("name", tensor.name());
            out.writeStringField("datatype", FP32);
            shape(out, tensor.shape());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void shape(JsonGenerator out, List<Integer> shape) throws IOException {
        out.writeArrayFieldStart("shape");
        for (int length : shape) {
            out.writeNumber(length);
        }
        out.writeEndArray();
    }

    /** The answer to a question. */
    public static void answer(JsonGenerator out, Question question, Inferred inferred) throws IOException {
        out.writeStringField("model_name", inferred.model());
        out.writeStringField("model_version", inferred.version());
        if (!question.id.isEmpty()) {
            out.writeStringField("id", question.id);
        }
        out.writeArrayFieldStart("outputs");
        for (Output output : inferred.outputs()) {
            if (question.outputs.isEmpty() || question.outputs.contains(output.name())) {
                out.writeStartObject();
                out.writeStringField("name", output.name());
                out.writeStringField("datatype", FP32);
                shape(out, output.shape());
                out.writeArrayFieldStart("data");
                for (float value : output.values()) {
                    out.writeNumber(value);
                }
                out.writeEndArray();
                out.writeEndObject();
            }
        }
        out.writeEndArray();
    }

    /** {@code POST /v2/repository/index}: an array. */
    public static String index(ModelList models, boolean onlyReady) {
        List<String> entries = new ArrayList<>();
        for (Model model : models.models()) {
            for (Version version : model.versions()) {
                boolean ready = version.state() == State.READY;
                if (ready || !onlyReady) {
                    entries.add(Json.object(out -> {
                        out.writeStringField("name", model.name());
                        out.writeStringField("version", version.version());
                        out.writeStringField("state", ready ? "READY" : "UNAVAILABLE");
                        out.writeStringField("reason", reason(version));
                    }));
                }
            }
        }
        return "[" + String.join(",", entries) + "]";
    }

    private static String reason(Version version) {
        if (!version.problem().isEmpty()) {
            return version.problem();
        }
        return version.state() == State.UNLOADED ? "unloaded" : "";
    }

    /** Our own list, {@code GET /api/v1/models}: what the protocol has no place for too. */
    public static void list(JsonGenerator out, ModelList models) throws IOException {
        out.writeStringField("problem", models.problem());
        out.writeArrayFieldStart("models");
        for (Model model : models.models()) {
            out.writeStartObject();
            out.writeStringField("name", model.name());
            out.writeStringField("problem", model.problem());
            out.writeArrayFieldStart("versions");
            for (Version version : model.versions()) {
                version(out, version);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void version(JsonGenerator out, Version version) throws IOException {
        out.writeStartObject();
        out.writeStringField("version", version.version());
        out.writeStringField("state", version.state().name().toLowerCase(Locale.ROOT));
        out.writeStringField("role", version.role());
        out.writeStringField("problem", version.problem());
        Facts facts = version.facts();
        if (facts != null) {
            out.writeStringField("description", facts.description());
            texts(out, "symbols", facts.symbols());
            out.writeStringField("timeframe", facts.timeframe());
            texts(out, "features", facts.features());
            out.writeNumberField("window", facts.window());
            out.writeNumberField("offset", facts.offset());
            out.writeStringField("valid_until", facts.validUntil());
            out.writeNumberField("max_batch", facts.maxBatch());
            out.writeObjectFieldStart("training");
            Json.members(out, facts.training());
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void texts(JsonGenerator out, String field, List<String> texts) throws IOException {
        out.writeArrayFieldStart(field);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }

    /** An error as the protocol has it. */
    public static Json.Body error(String message) {
        return out -> Json.members(out, Map.of("error", message));
    }
}
