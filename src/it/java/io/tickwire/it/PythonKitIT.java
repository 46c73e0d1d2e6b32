package io.tickwire.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The Python kit on the websockets package of this machine. */
final class PythonKitIT extends KitContract {
    static final String MODULE = "src/main/resources/web/clients/tickwire.py";
    private static final Optional<Interpreter> PYTHON = Interpreter.python();

    @Override
    Kit create() {
        assumeTrue(PYTHON.isPresent(), Interpreter.NO_PYTHON);
        return new ProcessKit(
                PYTHON.get().with("-W", "error::DeprecationWarning:tickwire", "src/it/clients/runner.py", MODULE));
    }

    @Test
    void comesBackWithAnotherTicket() {
        goesOnWithANewTicket();
    }
}
