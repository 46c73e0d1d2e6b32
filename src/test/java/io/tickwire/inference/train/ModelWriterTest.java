package io.tickwire.inference.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        models.write("m", "beta", FILES);
        assertEquals("11", models.nextVersion("m"));
    }

    @Test
    void namesAreNoPaths() {
        assertTrue(ModelWriter.isName("nbeats-h1"));
        Stream.of("", ".", "..", "a/b", ".hidden", "a b").forEach(name -> assertFalse(ModelWriter.isName(name), name));
    }
}
