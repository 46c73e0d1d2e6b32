package io.tickwire.inference.onnx;

import io.tickwire.ops.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The engine's libraries, out of the jar and into a folder of this process, which is gone again as soon as they are
 * loaded. Left alone the engine unpacks them itself and removes them at an orderly end: every {@code kill -9} would leave
 * 28 MB behind.
 */
final class Natives {
    /** Where the engine looks first. */
    private static final String PATH = "onnxruntime.native.path";

    private static final List<String> NAMES = List.of("onnxruntime", "onnxruntime4j_jni");

    private final Path folder;

    private Natives(Path folder) {
        this.folder = folder;
    }

    /** Unpacks them and tells the engine where; does nothing where somebody told it before, or none of ours fits. */
    static Natives unpack() throws IOException {
        String system = system(System.getProperty("os.name"), System.getProperty("os.arch"));
        boolean here = Natives.class.getResource(resource(system, NAMES.get(0))) != null;
        if (System.getProperty(PATH) != null || !here) {
            return new Natives(null);
        }
        Path folder = Files.createTempDirectory("tickwire-onnxruntime");
        Natives natives = new Natives(folder);
        try {
            for (String name : NAMES) {
                natives.unpack(system, name);
            }
        } catch (IOException unwritten) {
            natives.remove();
            throw unwritten;
        }
        System.setProperty(PATH, folder.toString());
        return natives;
    }

    private void unpack(String system, String name) throws IOException {
        Path file = Files.createFile(folder.resolve(System.mapLibraryName(name)), OwnerOnly.in(folder));
        try (InputStream in = Natives.class.getResourceAsStream(resource(system, name))) {
            Files.write(file, in.readAllBytes());
        }
    }

    private static String resource(String system, String name) {
        return "/ai/onnxruntime/native/" + system + "/" + System.mapLibraryName(name);
    }

    /** As the engine's jar calls it, for example {@code linux-x64}. */
    static String system(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String arch = osArch.toLowerCase(Locale.ROOT);
        return (os.contains("win") && !os.contains("darwin") ? "win" : os.contains("mac") ? "osx" : "linux")
                + (arch.equals("aarch64") || arch.equals("arm64") ? "-aarch64" : "-x64");
    }

    /** Removes what was unpacked: a library that is loaded needs its file no more, but on Windows until the end. */
    void remove() {
        if (folder == null) {
            return;
        }
        for (String name : NAMES) {
            remove(folder.resolve(System.mapLibraryName(name)));
        }
        remove(folder);
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException inUse) {
            path.toFile().deleteOnExit();
        }
    }
}
