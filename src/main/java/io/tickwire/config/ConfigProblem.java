package io.tickwire.config;

/**
 * One thing wrong with a configuration.
 *
 * @param path JSON path of the key, for example {@code $.http.port}
 * @param message what is wrong
 * @param fix what to write instead
 */
public record ConfigProblem(String path, String message, String fix) {

    @Override
    public String toString() {
        return path + ": " + message + (fix.isEmpty() ? "" : " -> " + fix);
    }
}
