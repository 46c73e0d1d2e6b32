package io.tickwire.protocol.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tickwire.domain.message.InferAnswer.Inferred;
import io.tickwire.domain.message.InferAnswer.Output;
import io.tickwire.domain.message.ModelList;
import io.tickwire.domain.message.ModelList.Facts;
import io.tickwire.domain.message.ModelList.Model;
import io.tickwire.domain.message.ModelList.State;
import io.tickwire.domain.message.ModelList.Tensor;
import io.tickwire.domain.message.ModelList.Version;
import io.tickwire.protocol.json.Json;
import io.tickwire.protocol.models.OpenInference.Question;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms as in the Open Inference Protocol's document. */
final class OpenInferenceTest {
    private static final Facts FACTS = new Facts(
            "a model",
            new Tensor("x", List.of(-1, 3)),
            List.of(new Tensor("y", List.of(-1, 1))),
            "H1",
            List.of("EURUSD"),
            List.of("close"),
            3,
            1,
            "",
            64,
            Map.of("epochs", 7L));
    private static final Model MODEL = new Model(
            "m",
            List.of(
                    new Version("1", State.UNLOADED, "", "", null),
                    new Version("2", State.READY, "active", "", FACTS),
                    new Version("3", State.FAILED, "", "half copied", null)),
            "");

    private static Question read(String text) {
        return OpenInference.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String question(String shape, String data) {
        return "{\"id\":\"7\",\"inputs\":[{\"name\":\"x\",\"shape\":" + shape + ",\"datatype\":\"FP32\",\"data\":"
                + data + "}],\"outputs\":[{\"name\":\"y\"}]}";
    }

    @Test
    void readsFlatAndNestedData() {
        for (String data : List.of("[1,2,3,4,5,6]", "[[1,2,3],[4,5,6]]")) {
            Question question = read(question("[2,3]", data));
            assertNull(question.refusal());
            assertEquals("7", question.id());
            assertEquals(2, question.rows());
            assertEquals(List.of(2, 3), question.shape());
            assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, question.values());
            assertEquals(List.of("y"), question.outputs());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[2,3] | [1,2,3]",
                "[1,2] | [1,2,3]",
                "[0,3] | []",
                "[1.5] | [1]",
                "[-1,3] | [1,2,3]",
                "[1,3] | [1,2,\"3\"]",
                "[1,1] | [1e39]",
                "[65536,65536,65536] | [1]",
                "[4096,4096] | []",
                "[300,300] | [1,2,3]",
                "\"1\" | [1]",
                "[1] | 1",
            })
    void refusesDataThatIsNotAsItsShapeSays(String shape, String data) {
        assertNotNull(read(question(shape, data)).refusal());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | $",
                "{} | inputs",
                "{\"inputs\":[]} | inputs",
                "{\"inputs\":[{\"name\":\"x\"}]} | inputs[0].datatype",
                "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"INT64\",\"shape\":[1],\"data\":[1]}]} | inputs[0].datatype",
            })
    void namesTheFieldThatIsWrong(String text, String field) {
        assertEquals(field, read(text).refusal().details().get("field"));
    }

    @Test
    void answersWithTheOutputsThatWereWanted() {
        Inferred inferred = new Inferred(
                "m",
                "2",
                List.of(
                        new Output("y", List.of(1, 2), new float[] {1.5f, -2}),
                        new Output("z", List.of(1, 1), new float[] {0})));
        assertEquals(
                "{\"model_name\":\"m\",\"model_version\":\"2\",\"id\":\"7\",\"outputs\":[{\"name\":\"y\","
                        + "\"datatype\":\"FP32\",\"shape\":[1,2],\"data\":[1.5,-2.0]}]}",
                Json.object(out -> OpenInference.answer(out, read(question("[1,3]", "[1,2,3]")), inferred)));
    }

    @Test
    void knowsOutputsThatAModelHasNot() {
        String wanted =
                question("[1,3]", "[1,2,3]").replace("[{\"name\":\"y\"}]", "[{\"name\":\"y\"},{\"name\":\"q\"}]");
        assertEquals(List.of("q"), OpenInference.unknownOutputs(read(wanted), FACTS));
    }

    @Test
    void describesAModel() {
        assertEquals(
                "{\"name\":\"m\",\"versions\":[\"2\"],\"platform\":\"onnx_onnxv1\",\"inputs\":[{\"name\":\"x\","
                        + "\"datatype\":\"FP32\",\"shape\":[-1,3]}],\"outputs\":[{\"name\":\"y\",\"datatype\":\"FP32\","
                        + "\"shape\":[-1,1]}]}",
                Json.object(
                        out -> OpenInference.model(out, MODEL, MODEL.versions().get(1))));
    }

    @Test
    void listsTheRepository() {
        ModelList models = new ModelList(List.of(MODEL), "");
        assertEquals(
                "[{\"name\":\"m\",\"version\":\"1\",\"state\":\"UNAVAILABLE\",\"reason\":\"unloaded\"},"
                        + "{\"name\":\"m\",\"version\":\"2\",\"state\":\"READY\",\"reason\":\"\"},"
                        + "{\"name\":\"m\",\"version\":\"3\",\"state\":\"UNAVAILABLE\",\"reason\":\"half copied\"}]",
                OpenInference.index(models, false));
        assertEquals(
                "[{\"name\":\"m\",\"version\":\"2\",\"state\":\"READY\",\"reason\":\"\"}]",
                OpenInference.index(models, true));
        String ours = Json.object(out -> OpenInference.list(out, models));
        assertEquals(true, ours.contains("\"role\":\"active\",\"problem\":\"\",\"description\":\"a model\""), ours);
        assertEquals(true, ours.contains("\"training\":{\"epochs\":7}"), ours);
    }
}
