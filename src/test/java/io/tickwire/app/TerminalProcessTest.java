package io.tickwire.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.TickwireConfig;
import io.tickwire.ops.Awaiting;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.terminal.TerminalGateway;
import io.tickwire.terminal.link.LinkHub;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the terminal's process does with the faults of its terminal. */
final class TerminalProcessTest {

    @ParameterizedTest
    @CsvSource({
        // a lost answer is never made by the terminal: the link must not lose it again
        "duplicateReplyRate, 2",
        "lostReplyRate, 1",
        "requoteRate, 1",
    })
    void eachFaultOfRepliesIsAppliedAtOnePlace(String fault, int copies) throws ConfigException {
        TickwireConfig config = new ConfigLoader(Map.of())
                .parse("{\"terminals\":[{\"simulated\":{\"faults\":{\"" + fault + "\":1}}}]}", "test");
        TerminalGateway terminal = new Terminals(
                        config, Clock.system(), new Metrics(new SimpleMeterRegistry()), new LinkHub())
                .build(config.primaryTerminal());
        assertEquals(copies, TerminalProcess.replies(terminal).copies());
        Awaiting.await(terminal.close());
    }
}
