package io.tickwire.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A page of the documentation, for tests that hold it to its word. */
public record Markdown(String text) {

    /** @param path from the project's folder */
    public static Markdown read(String path) {
        try {
            return new Markdown(Files.readString(TickwireProcess.basedir().resolve(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The code blocks of a language, in order. */
    public List<String> blocks(String language) {
        return Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(text)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }
}
