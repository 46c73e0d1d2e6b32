package io.tickwire.inference.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes of one version of a model, read at once so that what is checked is what is loaded.
 *
 * @param source what to call them in messages
 * @param golden {@code golden.json}, empty when there is none
 */
public record ModelFiles(String source, String manifest, byte[] onnx, String golden) {
    public static final String MANIFEST = "model.json";
    public static final String ONNX = "model.onnx";
    public static final String GOLDEN = "golden.json";
    private static final long MAX_ONNX = 1L << 30;
    private static final long MAX_TEXT = 16L << 20;

    /**
     * Reads a folder. Blocks.
     *
     * @throws UnusableModelException when a file is missing or too large
     */
    public static ModelFiles read(Path folder) throws UnusableModelException {
        Path golden = folder.resolve(GOLDEN);
        return new ModelFiles(
                folder.toString(),
                text(folder.resolve(MANIFEST)),
                bytes(folder.resolve(ONNX), MAX_ONNX),
                Files.exists(golden) ? text(golden) : "");
    }

    /**
     * Reads what was packed into the jar.
     *
     * @param path of the folder, for example {@code /io/tickwire/models/nbeats-h1/1}
     */
    public static ModelFiles resource(String path) throws UnusableModelException {
        return new ModelFiles(
                "the built-in model",
                new String(packed(path + "/" + MANIFEST), StandardCharsets.UTF_8),
                packed(path + "/" + ONNX),
                new String(packed(path + "/" + GOLDEN), StandardCharsets.UTF_8));
    }

    private static byte[] packed(String path) throws UnusableModelException {
        try (InputStream in = ModelFiles.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new UnusableModelException(path + " is not in the jar");
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UnusableModelException(path + " cannot be read: " + unreadable, unreadable);
        }
    }

    private static String text(Path file) throws UnusableModelException {
        return new String(bytes(file, MAX_TEXT), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path file, long max) throws UnusableModelException {
        try {
            if (Files.size(file) > max) {
                throw new UnusableModelException(file + " is larger than " + max + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UnusableModelException(
                    file + " cannot be read: " + unreadable.getClass().getSimpleName() + "; a model is a folder of "
                            + MANIFEST + " and " + ONNX,
                    unreadable);
        }
    }
}
