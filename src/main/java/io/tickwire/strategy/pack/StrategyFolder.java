package io.tickwire.strategy.pack;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the folders of strategies. Files that editors and copying tools leave lying about are passed over. Blocks. */
public final class StrategyFolder {
    /** A file of this name switches a strategy off. */
    public static final String OFF = "DISABLED";

    private static final long MAX_FILE = 64L << 20;
    private static final int MAX_FILES = 1_000;
    private static final int DEPTH = 8;

    private final Path root;

    public StrategyFolder(Path root) {
        this.root = root;
    }

    public Path root() {
        return root;
    }

    /** Names of the folders that hold a descriptor, in their order; none when the root does not exist. */
    public List<String> ids() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve(StrategyDescriptor.FILE)))
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    public Path folder(String id) {
        return root.resolve(id);
    }

    public boolean isOff(String id) {
        return Files.exists(folder(id).resolve(OFF));
    }

    /** Switches a strategy on or off for this and every later start. */
    public void switchOff(String id, boolean off) throws IOException {
        Path file = folder(id).resolve(OFF);
        if (off && !Files.exists(file)) {
            Files.writeString(file, "Delete this file to switch the strategy on.\n");
        } else if (!off) {
            Files.deleteIfExists(file);
        }
    }

    /**
     * Sizes and times of a strategy's files: the same text twice means that nobody is writing at the moment.
     *
     * @return empty when the folder is gone
     */
    public String look(String id) throws IOException {
        StringBuilder look = new StringBuilder();
        for (Map.Entry<String, Path> file : files(folder(id)).entrySet()) {
            try {
                look.append(file.getKey())
                        .append(' ')
                        .append(Files.size(file.getValue()))
                        .append(' ')
                        .append(Files.getLastModifiedTime(file.getValue()).toMillis())
                        .append('\n');
            } catch (NoSuchFileException replaced) {
                look.append(file.getKey()).append(" gone\n");
            }
        }
        return look.toString();
    }

    /**
     * Reads a strategy's files.
     *
     * @throws UnusableStrategyException when one is no text, too large, or there are too many
     */
    public StrategySource read(String id) throws IOException, UnusableStrategyException {
        MessageDigest digest = sha256();
        Map<String, String> sources = new TreeMap<>();
        Map<String, byte[]> jars = new TreeMap<>();
        byte[] descriptor = new byte[0];
        for (Map.Entry<String, Path> file : files(folder(id)).entrySet()) {
            String name = file.getKey();
            if (Files.size(file.getValue()) > MAX_FILE) {
                throw new UnusableStrategyException(Problem.of(name, "is larger than " + MAX_FILE + " bytes"));
            }
            byte[] bytes = Files.readAllBytes(file.getValue());
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(bytes);
            if (name.endsWith(".java")) {
                sources.put(name, text(name, bytes));
            } else if (name.endsWith(".jar")) {
                jars.put(name, bytes);
            } else {
                descriptor = bytes;
            }
        }
        String hash = HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        return new StrategySource(id, descriptor, sources, jars, hash);
    }

    private static String text(String name, byte[] bytes) throws UnusableStrategyException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new UnusableStrategyException(Problem.of(name, "is not UTF-8: save it as UTF-8"));
        }
    }

    /** Files that a strategy is made of. */
    private static Map<String, Path> files(Path folder) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (Stream<Path> all = Files.walk(folder, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            all.filter(Files::isRegularFile)
                    .filter(file -> counts(folder.relativize(file)))
                    .limit(MAX_FILES)
                    .forEach(
                            file -> files.put(folder.relativize(file).toString().replace('\\', '/'), file));
        } catch (java.io.UncheckedIOException vanished) {
            throw vanished.getCause();
        }
        return files;
    }

    /** The descriptor, sources that are no tests, and jars; nothing hidden, no editor's backup or swap file. */
    private static boolean counts(Path file) {
        for (Path part : file) {
            String name = part.toString();
            if (name.startsWith(".") || name.startsWith("#") || name.startsWith("~")) {
                return false;
            }
        }
        String name = file.getFileName().toString();
        return file.getNameCount() == 1 && (name.equals(StrategyDescriptor.FILE) || name.endsWith(".jar"))
                || name.endsWith(".java") && !name.endsWith("Test.java");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
