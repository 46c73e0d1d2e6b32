package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The dashboard's pure modules, tested in their own language with Node's own test runner. */
final class WebModulesIT {
    private static final Interpreter NODE = new Interpreter(List.of("node"));

    @Test
    void passTheirOwnTests() {
        Interpreter.Result version = NODE.run(Duration.ofSeconds(20), "--version");
        assumeTrue(version.exitCode() == 0, "skipped: no node on the PATH");
        int major = Integer.parseInt(version.output().strip().replaceAll("^v(\\d+).*", "$1"));
        assumeTrue(
                major >= 20,
                "skipped: node is older than 20: " + version.output().strip());

        Interpreter.Result tests = NODE.run(Duration.ofMinutes(2), "--test", "--test-reporter=tap", "src/test/js/");

        assertEquals(0, tests.exitCode(), tests.output());
        assertTrue(tests.output().contains("# pass "), tests.output());
    }
}
