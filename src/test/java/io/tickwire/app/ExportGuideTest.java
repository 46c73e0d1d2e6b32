package io.tickwire.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ExportGuideTest {

    @Test
    void printsThePageOfTheDocumentation() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(ExitCode.OK, ExportGuide.print(new PrintStream(out)));
        assertArrayEquals(Files.readAllBytes(Path.of("src/docs/models/export-guide.md")), out.toByteArray());
    }
}
