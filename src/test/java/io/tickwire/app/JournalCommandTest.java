package io.tickwire.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.journal.SqliteStore;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JournalCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringBuilder err = new StringBuilder();

    private ExitCode run(String... args) throws IOException {
        return new JournalCommand(out, err).run(List.of(args));
    }

    @Test
    void verifiesAndExportsBesideTheWriter() throws IOException {
        SqliteStore store = new SqliteStore(folder, writes -> {});
        store.open();
        try {
            assertEquals(ExitCode.OK, run("verify", "--folder", folder.toString()));
            assertEquals(
                    "schema version 2 (this release writes 2)\n0 signals, 0 of them not proven\n0 events\n"
                            + "risk state of no account\n0 messages of Expert Advisors\n" + folder + ": good\n",
                    out.toString());
            assertEquals(
                    ExitCode.OK,
                    run("export", "--what", "executions", "--format", "csv", "--folder", folder.toString()));
            assertTrue(out.toString().endsWith("error_code,error\r\n"), out.toString());
            assertEquals("", err.toString());
        } finally {
            store.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "look                        | takes verify or export",
                "verify --what signals       | journal verify has no option '--what'",
                "export --folder             | --folder needs a value",
                "export --what ticks         | --what must be one of [signals, executions, exec], not 'ticks'",
                "export --format xml         | --format must be one of [jsonl, csv], not 'xml'",
                "export --from yesterday     | --from must be a time such as",
                "verify --folder no-such-one | no journal in "
            })
    void saysWhatIsWrongWithTheCommandLine(String line, String message) throws IOException {
        assertEquals(ExitCode.CONFIGURATION, run(line.split(" ")));
        assertTrue(err.toString().contains(message), err.toString());
        assertEquals("", out.toString());
    }
}
