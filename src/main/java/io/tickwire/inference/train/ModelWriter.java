package io.tickwire.inference.train;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of models, {@code NAME/VERSION/}. A running node watches it, so a version appears with all its files or not
 * at all, and is never changed afterwards. Blocks.
 */
public final class ModelWriter {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final Path folder;

    public ModelWriter(Path folder) {
        this.folder = folder;
    }

    /** Whether it can be the name of a model or of a version. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** One more than the highest number that is there. */
    public String nextVersion(String name) throws IOException {
        Path versions = folder.resolve(name);
        if (!Files.isDirectory(versions)) {
            return "1";
        }
        try (Stream<Path> there = Files.list(versions)) {
            int highest = there.map(version -> version.getFileName().toString())
                    .filter(version -> NUMBER.matcher(version).matches())
                    .mapToInt(Integer::parseInt)
                    .max()
                    .orElse(0);
            return Integer.toString(highest + 1);
        }
    }

    public boolean holds(String name, String version) {
        return Files.exists(folder.resolve(name).resolve(version));
    }

    /**
     * Writes all files beside their place under a hidden name, then renames.
     *
     * @return where they are
     * @throws FileAlreadyExistsException when the version is there; it is left as it is
     */
    public Path write(String name, String version, Map<String, byte[]> files) throws IOException {
        Path place = folder.resolve(name).resolve(version);
        if (holds(name, version)) {
            throw new FileAlreadyExistsException(place.toString());
        }
        Files.createDirectories(place.getParent());
        Path hidden = Files.createTempDirectory(place.getParent(), ".new-");
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path own = Files.write(hidden.resolve(file.getKey()), file.getValue());
                try (FileChannel channel = FileChannel.open(own, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
            makeReadable(hidden);
            return Files.move(hidden, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            for (String file : files.keySet()) {
                Files.deleteIfExists(hidden.resolve(file));
            }
            Files.deleteIfExists(hidden);
            throw failed;
        }
    }

    /** A temporary folder is its owner's alone; a node may run as somebody else. */
    private static void makeReadable(Path hidden) {
        hidden.toFile().setReadable(true, false);
        hidden.toFile().setExecutable(true, false);
    }
}
