package io.tickwire.strategy.pack;

import java.util.Map;

/**
 * A strategy's files, read at one moment.
 *
 * @param id name of the folder
 * @param descriptor text of its descriptor
 * @param sources Java files by their path inside the folder; tests are not among them
 * @param jars by their file names
 * @param hash of all of that: other files, other hash
 */
public record StrategySource(
        String id, byte[] descriptor, Map<String, String> sources, Map<String, byte[]> jars, String hash) {
    public StrategySource {
        sources = Map.copyOf(sources);
        jars = Map.copyOf(jars);
    }
}
