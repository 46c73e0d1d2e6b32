package io.tickwire.inference.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.inference.shelf.VersionOrder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelWriterTest {
    @TempDir
    Path folder;

    private static final Map<String, byte[]> FILES = Map.of("model.onnx", new byte[] {1}, "model.json", new byte[] {2});

    private List<String> names(String in) throws IOException {
        try (Stream<Path> there = Files.list(folder.resolve(in))) {
            return there.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aVersionAppearsWithAllItsFilesAndNothingBesideIt() throws IOException {
        Path place = new ModelWriter(folder).write("m", "1", FILES);
        assertEquals(folder.resolve("m").resolve("1"), place);
        assertEquals(List.of("1"), names("m"));
        assertEquals(List.of("model.json", "model.onnx"), names("m/1"));
    }

    @Test
    void aVersionIsNeverWrittenOver() throws IOException {
        ModelWriter models = new ModelWriter(folder);
        models.write("m", "1", FILES);
        assertThrows(
                FileAlreadyExistsException.class, () -> models.write("m", "1", Map.of("model.onnx", new byte[] {9})));
        assertArrayEquals(new byte[] {1}, Files.readAllBytes(folder.resolve("m/1/model.onnx")));
        assertEquals(List.of("1"), names("m"));
    }

    @Test
    void whatCannotBeWrittenLeavesNothing() throws IOException {
        assertThrows(IOException.class, () -> new ModelWriter(folder)
                .write("m", "1", Map.of("no/such/folder", new byte[] {1})));
        assertEquals(List.of(), names("m"));
    }

    @Test
    void theNextVersionIsTheNextNumber() throws IOException {
        ModelWriter models = new ModelWriter(folder);
        assertEquals("1", models.nextVersion("m"));
        models.write("m", "9", FILES);
        models.write("m", "10", FILES);
        assertEquals("11", models.nextVersion("m"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01, 2026-02",
        "2026-09, 2026-10",
        "v1.9, v1.10",
        "1rc, 2rc",
        "beta2, beta3",
        "99999999999, 100000000000",
    })
    void theNextVersionIsNewerThanWhatANodeRuns(String newest, String next) throws IOException {
        ModelWriter models = new ModelWriter(folder);
        models.write("m", "0", FILES);
        models.write("m", newest, FILES);
        assertEquals(next, models.nextVersion("m"));
        assertTrue(new VersionOrder().compare(next, newest) > 0);
    }

    @Test
    void whatHasNoNumberHasNoNextOne() throws IOException {
        ModelWriter models = new ModelWriter(folder);
        models.write("m", "9", FILES);
        models.write("m", "beta", FILES);
        String told = assertThrows(IllegalArgumentException.class, () -> models.nextVersion("m"))
                .getMessage();
        assertTrue(told.contains("'beta'") && told.contains("--version"), told);
    }
}
