package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The pure parts of the Python kit, tested in their own language. */
final class PythonModulesIT {

    @Test
    void passTheirOwnTests() {
        Optional<Interpreter> python = Interpreter.python();
        assumeTrue(python.isPresent(), Interpreter.NO_PYTHON);

        Interpreter.Result tests =
                python.get().run(Duration.ofMinutes(2), "-B", "-m", "unittest", "discover", "-s", "src/test/python");

        assertEquals(0, tests.exitCode(), tests.output());
        assertTrue(tests.output().contains("\nOK"), tests.output());
        assertTrue(!tests.output().contains("Ran 0 tests"), tests.output());
    }
}
