package io.tickwire.backtest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A finger print of everything that happened, in its order: orders, deals, reports. Two runs with the same one did the
 * same. Owner: the run's thread.
 */
final class RunHash {
    private final MessageDigest digest;

    RunHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @param fact a record of values, whose text is the same in every process */
    void add(String kind, long timeMsc, Object fact) {
        digest.update((kind + ' ' + timeMsc + ' ' + fact + '\n').getBytes(StandardCharsets.UTF_8));
    }

    /** Once, at the end. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
