package io.tickwire.terminal.feeds;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Finds what a pattern means: a file, the data files of a directory, or a glob; a zip stands for its entries. */
final class ReplayFiles {
    private static final PathMatcher DATA =
            FileSystems.getDefault().getPathMatcher("glob:*.{csv,CSV,tsv,TSV,txt,TXT,gz,GZ,zip,ZIP}");
    private static final int ZIP_MAGIC = 0x504b;

    private ReplayFiles() {}

    static List<ReplaySource> find(List<String> patterns) {
        Set<Path> files = new LinkedHashSet<>();
        for (String pattern : patterns) {
            try {
                List<Path> found = match(pattern);
                if (found.isEmpty()) {
                    throw new FeedException("no file matches '" + pattern + "'");
                }
                files.addAll(found);
            } catch (IOException e) {
                throw new FeedException("cannot look for '" + pattern + "': " + e, e);
            }
        }
        List<ReplaySource> sources = new ArrayList<>();
        files.forEach(file -> addSources(file, sources));
        return sources;
    }

    private static List<Path> match(String pattern) throws IOException {
        int wildcard = firstWildcard(pattern);
        if (wildcard < 0) {
            Path path = Path.of(pattern);
            if (Files.isDirectory(path)) {
                return list(Files.list(path), DATA, true);
            }
            return Files.isRegularFile(path) ? List.of(path) : List.of();
        }
        int slash = pattern.lastIndexOf('/', wildcard);
        Path base = Path.of(slash < 0 ? "." : slash == 0 ? "/" : pattern.substring(0, slash));
        // Relative to the base, so that a special character in the fixed part means itself.
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern.substring(slash + 1));
        if (!Files.isDirectory(base)) {
            return List.of();
        }
        return list(Files.walk(base), path -> matcher.matches(base.relativize(path)), false);
    }

    private static List<Path> list(Stream<Path> paths, PathMatcher matcher, boolean byName) {
        try (paths) {
            return paths.filter(path -> matcher.matches(byName ? path.getFileName() : path))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private static int firstWildcard(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            if ("*?[{".indexOf(pattern.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static void addSources(Path file, List<ReplaySource> sources) {
        try {
            if (!isZip(file)) {
                sources.add(new ReplaySource(file, ""));
                return;
            }
            try (ZipFile zip = new ZipFile(file.toFile())) {
                zip.stream()
                        .filter(entry -> !entry.isDirectory())
                        .map(ZipEntry::getName)
                        .sorted()
                        .forEach(name -> sources.add(new ReplaySource(file, name)));
            }
        } catch (IOException e) {
            throw new FeedException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return (in.read() << 8 | in.read()) == ZIP_MAGIC;
        }
    }
}
