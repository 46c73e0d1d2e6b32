package io.tickwire.inference.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NativesTest {

    @ParameterizedTest
    @CsvSource({
        "Linux,amd64,linux-x64",
        "Linux,aarch64,linux-aarch64",
        "Mac OS X,aarch64,osx-aarch64",
        "Windows Server 2022,amd64,win-x64"
    })
    void knowsTheNamesOfTheSystems(String os, String arch, String system) {
        assertEquals(system, Natives.system(os, arch));
    }

    @Test
    void leavesNothingBehindOnceTheEngineRuns() throws IOException {
        Ort.environment();
        Path running = Path.of(System.getProperty("onnxruntime.native.path"));
        assertEquals(false, Files.exists(running));
        try (Stream<Path> left = Files.list(running.getParent())) {
            assertEquals(
                    0,
                    left.filter(path -> path.getFileName().equals(running.getFileName()))
                            .count());
        }
    }
}
