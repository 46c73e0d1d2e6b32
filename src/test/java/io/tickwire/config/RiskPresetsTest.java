package io.tickwire.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RiskPresetsTest {
    private static final Path FOLDER = Path.of("conf/risk");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConfigLoader loader = new ConfigLoader(Map.of());

    static List<String> names() {
        return RiskPresets.NAMES;
    }

    @Test
    void everyFileOfTheFolderHasAName() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertEquals(
                    files.map(file -> file.getFileName().toString().replace(".json", ""))
                            .collect(Collectors.toSet()),
                    Set.copyOf(RiskPresets.NAMES));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aPresetMeansWhatItsFileSays(String name) throws Exception {
        String file = Files.readString(FOLDER.resolve(name + ".json"));
        RiskConfig named = risk("{\"risk\":{\"preset\":\"" + name + "\"}}");
        ObjectNode limits = (ObjectNode) JSON.readTree(file);
        assertEquals(risk("{\"risk\":" + limits.put("preset", name) + "}"), named);
        assertEquals(limits.path("dailyLossPercent").asDouble(), named.dailyLossPercent());
        assertEquals(limits.path("maxPositions").asInt(), named.maxPositions());
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatTheFileGivesItselfGoesOverThePreset(String name) throws Exception {
        RiskConfig risk = risk("{\"risk\":{\"preset\":\"" + name + "\",\"maxPositions\":7,\"maxLots\":3}}");
        assertEquals(7, risk.maxPositions());
        assertEquals(3, risk.maxLots());
        assertEquals(
                JSON.readTree(Files.readString(FOLDER.resolve(name + ".json")))
                        .path("maxMarginUsePercent")
                        .asDouble(),
                risk.maxMarginUsePercent());
    }

    @Test
    void aPresetMayBeAFileOfOnesOwn(@TempDir Path folder) throws Exception {
        Path own = Files.writeString(folder.resolve("own.json"), "{\"maxOrders\": 3}");
        assertEquals(3, risk(preset(own.toString())).maxOrders());
    }

    @Test
    void anUnknownNameIsAProblemThatNamesTheNearest() {
        ConfigProblem problem = problem("prop-chalenge");
        assertEquals("$.risk.preset", problem.path());
        assertTrue(problem.message().contains("'prop-chalenge'"), problem.message());
        assertTrue(problem.fix().contains("'prop-challenge'"), problem.fix());
        assertTrue(problem("PROP_STRICT").fix().contains("'prop-strict'"));
    }

    @Test
    void aFileThatIsNoJsonIsAProblem(@TempDir Path folder) throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"maxOrders\": ");
        ConfigProblem problem = problem(broken.toString());
        assertEquals("$.risk.preset", problem.path());
        assertTrue(problem.message().contains("is not JSON"), problem.message());
    }

    @Test
    void aWrongKeyInAPresetIsFoundToo(@TempDir Path folder) throws IOException {
        Path typo = Files.writeString(folder.resolve("typo.json"), "{\"maxOrdres\": 3}");
        ConfigProblem problem = problem(typo.toString());
        assertEquals("$.risk.maxOrdres", problem.path());
        assertTrue(problem.fix().contains("'maxOrders'"), problem.fix());
    }

    private static String preset(String name) {
        return "{\"risk\":{\"preset\":\"" + name + "\"}}";
    }

    private RiskConfig risk(String json) throws ConfigException {
        return loader.parse(json, "test").risk();
    }

    private ConfigProblem problem(String name) {
        List<ConfigProblem> problems = assertThrows(ConfigException.class, () -> loader.parse(preset(name), "test"))
                .problems();
        assertEquals(1, problems.size(), problems.toString());
        return problems.get(0);
    }
}
