package io.tickwire.inference.shelf;

import io.tickwire.inference.model.ManifestReader;
import io.tickwire.inference.model.ModelFiles;
import io.tickwire.inference.model.UnusableModelException;
import java.io.IOException;
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

    private final Path root;
    private final ModelSource otherwise;

    /** @param otherwise what counts while there is no such folder */
    public ModelFolder(Path root, ModelSource otherwise) {
        this.root = root;
        this.otherwise = otherwise;
    }

    @Override
    public Map<String, Found> list() throws IOException {
        if (!Files.isDirectory(root)) {
            return otherwise.list();
        }
        Map<String, Found> found = new TreeMap<>();
        for (Path model : folders(root)) {
            Map<String, String> versions = new TreeMap<>(new VersionOrder());
            for (Path version : folders(model)) {
                versions.put(version.getFileName().toString(), signature(version));
            }
            found.put(model.getFileName().toString(), new Found(versions, traffic(model.resolve(Traffic.FILE))));
        }
        return found;
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
        try {
            return Files.readString(file);
        } catch (NoSuchFileException none) {
            return "";
        }
    }

    @Override
    public ModelFiles files(String model, String version) throws UnusableModelException {
        if (!Files.isDirectory(root)) {
            return otherwise.files(model, version);
        }
        return ModelFiles.read(root.resolve(model).resolve(version));
    }
}
