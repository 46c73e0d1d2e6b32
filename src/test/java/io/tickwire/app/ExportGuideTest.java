package io.tickwire.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.inference.model.Manifest;
import io.tickwire.inference.model.ManifestReader;
import io.tickwire.inference.model.UnusableModelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ExportGuideTest {
    private static final Path PAGE = Path.of("src/docs/models/export-guide.md");

    @Test
    void printsThePageOfTheDocumentation() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(ExitCode.OK, ExportGuide.print(new PrintStream(out)));
        assertArrayEquals(Files.readAllBytes(PAGE), out.toByteArray());
    }

    /** With the members that it calls optional, as its table writes their values. */
    @Test
    void aNodeTakesTheManifestOfThePage() throws IOException, UnusableModelException {
        String page = Files.readString(PAGE);
        String manifest = found("```json\n(.*?)```", page)
                .replace("what sha256sum model.onnx prints", "0".repeat(64))
                .replaceFirst(
                        "\\{",
                        "{ \"training\": { \"epochs\": 2 }, \"validUntil\": "
                                + found("`validUntil` \\|[^`\n]*`(\"[^`]*\")`", page) + ", \"maxInputAge\": "
                                + found("`maxInputAge` \\|[^`\n]*`(\"[^`]*\")`", page) + ",");
        Manifest read = ManifestReader.read(manifest, "export-guide.md");
        assertEquals("my-model", read.name());
        assertEquals(Duration.ofHours(2), read.maxInputAge());
        assertEquals("2027-01-01T00:00:00Z", read.validUntil());
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        assertTrue(matcher.find(), pattern);
        return matcher.group(1);
    }
}
