package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages keep up with the project: links lead somewhere, and the list of dependencies is the build's. */
final class DocumentsIT {
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?://|#)([^)#]+)");
    private static final Pattern DEPENDENCY =
            Pattern.compile("<dependency>\\s*<groupId>[^<]+</groupId>\\s*<artifactId>([^<]+)</artifactId>");
    private static final Pattern PROPERTY = Pattern.compile("<[a-z0-9.-]+\\.version>([^<]+)</");
    private static final Path BASE = TickwireProcess.basedir();

    @Test
    void linksLeadToFiles() throws IOException {
        try (Stream<Path> files = Files.walk(BASE.resolve("src/docs"))) {
            List<String> broken = Stream.concat(Stream.of(BASE.resolve("README.md")), files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .flatMap(DocumentsIT::broken)
                    .toList();

            assertEquals(List.of(), broken);
        }
    }

    private static Stream<String> broken(Path page) {
        String path = BASE.relativize(page).toString();
        return LINK.matcher(Markdown.read(path).text())
                .results()
                .map(link -> link.group(1))
                .filter(link -> !Files.exists(page.resolveSibling(link)))
                .map(link -> path + ": " + link);
    }

    @Test
    void everyDependencyIsListedWithAVersionOfTheBuild() {
        String pom = Markdown.read("pom.xml").text();
        String direct = pom.substring(pom.indexOf("</dependencyManagement>"), pom.indexOf("<build>"));
        List<String> versions =
                PROPERTY.matcher(pom).results().map(found -> found.group(1)).toList();
        List<String> page =
                Markdown.read("src/docs/dependencies.md").text().lines().toList();

        Matcher dependency = DEPENDENCY.matcher(direct);
        while (dependency.find()) {
            String start = "| `" + dependency.group(1) + "` | ";
            assertTrue(
                    page.stream().anyMatch(row -> versions.stream()
                            .anyMatch(version -> row.startsWith(start + version + " |"))),
                    "not listed with its version: " + dependency.group(1));
        }
    }

    @Test
    void theReadmeIsTwoScreensAndItsPictureIsLight() throws IOException {
        assertTrue(Markdown.read("README.md").text().lines().count() <= 100);
        assertTrue(Files.size(BASE.resolve("src/docs/images/dashboard.png")) < 200_000);
    }
}
