package io.tickwire.inference.train;

import io.tickwire.inference.model.ManifestReader;
import io.tickwire.inference.shelf.VersionOrder;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of models, {@code NAME/VERSION/}. A running node watches it, so a version appears with all its files or not
 * at all, and is never changed afterwards. Blocks.
 */
public final class ModelWriter {
    private static final Pattern LAST_NUMBER = Pattern.compile("(|.*[^0-9])([0-9]+)([^0-9]*)");
    private static final VersionOrder ORDER = new VersionOrder();

    private final Path folder;

    public ModelWriter(Path folder) {
        this.folder = folder;
    }

    /**
     * What is newer than every version that is there: the last number of the newest one plus one, {@code 1} when there
     * is none. A node runs the newest, so a lower one would never take over.
     *
     * @throws IllegalArgumentException when the newest one has no number, or no room for a larger one
     */
    public String nextVersion(String name) throws IOException {
        Path versions = folder.resolve(name);
        if (!Files.isDirectory(versions)) {
            return "1";
        }
        try (Stream<Path> there = Files.list(versions)) {
            return there.map(version -> version.getFileName().toString())
                    .filter(ManifestReader::isName)
                    .max(ORDER)
                    .map(ModelWriter::after)
                    .orElse("1");
        }
    }

    private static String after(String newest) {
        Matcher number = LAST_NUMBER.matcher(newest);
        String next = number.matches() ? number.group(1) + plusOne(number.group(2)) + number.group(3) : newest;
        if (ORDER.compare(next, newest) <= 0 || !ManifestReader.isName(next)) {
            throw new IllegalArgumentException(
                    "the newest version '" + newest + "' cannot be counted on; name a --version that is newer");
        }
        return next;
    }

    /** As wide as it was. */
    private static String plusOne(String digits) {
        String sum = new BigInteger(digits).add(BigInteger.ONE).toString();
        return "0".repeat(Math.max(0, digits.length() - sum.length())) + sum;
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
