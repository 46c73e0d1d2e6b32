package io.tickwire.session.auth;

import io.tickwire.config.Secret;
import io.tickwire.ops.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A pair of CURVE keys in a file that only its owner reads: two lines, {@code public} and {@code secret}, each with 40
 * characters of Z85.
 */
public record CurveKeyFile(String publicKey, Secret secretKey) {
    private static final Pattern PUBLIC = Pattern.compile("public (\\S{40})");
    private static final Pattern SECRET = Pattern.compile("secret (\\S{40})");

    /**
     * Reads it. Blocks.
     *
     * @throws UnusableKeyException when it holds no pair, or others may read it
     */
    public static CurveKeyFile read(Path file) throws IOException, UnusableKeyException {
        if (!OwnerOnly.holds(file)) {
            throw new UnusableKeyException(file + " can be read by others: chmod 600 " + file);
        }
        List<String> lines = Files.readAllLines(file);
        return new CurveKeyFile(key(file, lines, PUBLIC), new Secret(key(file, lines, SECRET)));
    }

    private static String key(Path file, List<String> lines, Pattern form) throws UnusableKeyException {
        return lines.stream()
                .map(line -> form.matcher(line.strip()))
                .filter(java.util.regex.Matcher::matches)
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow(() -> new UnusableKeyException(
                        file + " holds no pair of CURVE keys; make one with 'tickwire keygen --curve'"));
    }

    /** What stands in the file. */
    public String format() {
        return "public " + publicKey + "\nsecret " + secretKey.reveal() + "\n";
    }
}
