package io.tickwire.inference.shelf;

import io.tickwire.inference.model.ManifestReader;
import io.tickwire.inference.model.ModelFiles;
import io.tickwire.inference.model.UnusableModelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@code <name>/<version>/} folders on disk, and {@code <name>/traffic.json}. Names that begin with a dot are somebody's
 * who is still writing. Blocks.
 */
public final class ModelFolder implements ModelSource {
    private static final List<String> PARTS = List.of(ModelFiles.MANIFEST, ModelFiles.ONNX, ModelFiles.GOLDEN);

    private static final int MAX_TRAFFIC = 1 << 20;

    private final Path root;
    private final ModelSource otherwise;

    /** @param otherwise models that count where the folder has none of their names */
    public ModelFolder(Path root, ModelSource otherwise) {
        this.root = root;
        this.otherwise = otherwise;
    }

    @Override
    public Map<String, Found> list() throws IOException {
        Map<String, Found> found = new TreeMap<>(otherwise.list());
        if (Files.isDirectory(root)) {
            for (Path model : folders(root)) {
                found.put(model.getFileName().toString(), found(model));
            }
        }
        return found;
    }

    /** One that cannot be read keeps no other from being seen. */
    private static Found found(Path model) {
        try {
            Map<String, String> versions = new TreeMap<>(new VersionOrder());
            for (Path version : folders(model)) {
                versions.put(version.getFileName().toString(), signature(version));
            }
            return new Found(versions, traffic(model.resolve(Traffic.FILE)));
        } catch (IOException | UncheckedIOException unreadable) {
            return new Found(Map.of(), "", model + " cannot be read: " + unreadable);
        }
    }

    private static List<Path> folders(Path parent) throws IOException {
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.filter(
                            entry -> ManifestReader.isName(entry.getFileName().toString()))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }

    /** Changes when a file is written or replaced; what it means is checked by its digest, when it is loaded. */
    private static String signature(Path folder) throws IOException {
        StringBuilder signature = new StringBuilder();
        for (String part : PARTS) {
            try {
                BasicFileAttributes file = Files.readAttributes(folder.resolve(part), BasicFileAttributes.class);
                signature
                        .append(file.fileKey())
                        .append(' ')
                        .append(file.size())
                        .append(' ')
                        .append(file.lastModifiedTime())
                        .append('\n');
            } catch (NoSuchFileException missing) {
                signature.append("-\n");
            }
        }
        return signature.toString();
    }

    private static String traffic(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MAX_TRAFFIC), StandardCharsets.UTF_8);
        } catch (NoSuchFileException none) {
            return "";
        }
    }

    @Override
    public ModelFiles files(String model, String version) throws UnusableModelException {
        if (!Files.isDirectory(root.resolve(model))) {
            return otherwise.files(model, version);
        }
        return ModelFiles.read(root.resolve(model).resolve(version));
    }
}
