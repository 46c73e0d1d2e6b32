package io.tickwire.edge.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a report may do in a browser: run its own script and nothing else, without the origin of the platform. Pure. */
final class ReportPolicy {
    private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);

    private ReportPolicy() {}

    /** Names the page's own scripts by their hashes: a name of a symbol or a comment cannot become a script. */
    static String of(String page) {
        StringBuilder scripts = new StringBuilder();
        Matcher script = SCRIPT.matcher(page);
        while (script.find()) {
            scripts.append(" 'sha256-").append(hash(script.group(1))).append('\'');
        }
        return "default-src 'none'; script-src" + (scripts.length() == 0 ? " 'none'" : scripts)
                + "; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none';"
                + " form-action 'none'; sandbox allow-scripts";
    }

    private static String hash(String script) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
