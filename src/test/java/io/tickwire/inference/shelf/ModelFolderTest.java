package io.tickwire.inference.shelf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.inference.Models;
import io.tickwire.inference.model.ModelFiles;
import io.tickwire.inference.model.UnusableModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelFolderTest {
    @TempDir
    Path root;

    private ModelFolder folder() {
        return new ModelFolder(root, new BuiltInModels());
    }

    private String signature() throws IOException {
        return folder().list().get("m").versions().get("1");
    }

    @Test
    void listsModelsVersionsAndTraffic() throws Exception {
        Models.install(root, "m", "10");
        Models.install(root, "m", "9");
        Files.writeString(root.resolve("m/traffic.json"), "{}");
        Files.createDirectories(root.resolve(".half/1"));
        Files.createDirectories(root.resolve("m/.11.tmp"));
        Files.writeString(root.resolve("readme.txt"), "x");
        Map<String, ModelSource.Found> found = folder().list();
        assertEquals(List.of("m", "nbeats-h1"), List.copyOf(found.keySet()));
        assertEquals(List.of("9", "10"), List.copyOf(found.get("m").versions().keySet()));
        assertEquals("{}", found.get("m").traffic());
        assertEquals(Models.manifest("m", "9"), folder().files("m", "9").manifest());
    }

    @Test
    void aSignatureChangesWithEachFile() throws Exception {
        Models.install(root, "m", "1");
        String first = signature();
        assertEquals(first, signature());
        Path golden = Files.writeString(root.resolve("m/1/golden.json"), "{}");
        String second = signature();
        assertNotEquals(first, second);
        FileTime time = Files.getLastModifiedTime(golden);
        Path other = Files.writeString(root.resolve("m/1/.new"), "[]");
        Files.move(other, golden, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(golden, time);
        assertNotEquals(second, signature(), "replaced by another of the same size and time");
    }

    @Test
    void oneModelThatCannotBeReadKeepsNoOtherFromBeingSeen() throws Exception {
        Models.install(root, "good", "1");
        Models.install(root, "utf16", "1");
        Files.write(root.resolve("utf16/traffic.json"), "{}".getBytes(StandardCharsets.UTF_16));
        Models.install(root, "broken", "1");
        Files.createDirectories(root.resolve("broken/traffic.json/x"));
        Map<String, ModelSource.Found> found = folder().list();
        assertEquals("", found.get("good").problem());
        assertEquals("", found.get("utf16").problem());
        assertTrue(found.get("broken").problem().contains("broken cannot be read"), found.toString());
    }

    @Test
    void aFolderOfItsNameStandsForTheModelOfTheJar() throws Exception {
        Models.install(root, "nbeats-h1", "7");
        assertEquals(
                List.of("7"),
                List.copyOf(folder().list().get("nbeats-h1").versions().keySet()));
        assertEquals(
                Models.manifest("nbeats-h1", "7"),
                folder().files("nbeats-h1", "7").manifest());
    }

    @Test
    void aMissingFileIsNamed() throws Exception {
        Files.createDirectories(root.resolve("m/1"));
        UnusableModelException missing = assertThrows(UnusableModelException.class, () -> folder().files("m", "1"));
        assertTrue(
                missing.getMessage().contains("model.json cannot be read: NoSuchFileException"), missing.getMessage());
    }

    @Test
    void withoutAFolderTheModelOfTheJarCounts() throws Exception {
        ModelFolder nowhere = new ModelFolder(root.resolve("none"), new BuiltInModels());
        assertEquals(Map.of("nbeats-h1", new ModelSource.Found(Map.of("1", "built in"), "")), nowhere.list());
        ModelFiles packed = nowhere.files("nbeats-h1", "1");
        assertEquals(Files.readString(Path.of("conf/models/nbeats-h1/1/model.json")), packed.manifest());
    }
}
