package io.tickwire.journal;

import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.message.ExecRecord;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.SignalRecord;
import io.tickwire.protocol.bridge.EventEncoder;
import io.tickwire.protocol.bridge.SignalRecordEncoder;
import io.tickwire.protocol.json.Json;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes what a journal holds, the oldest first, row by row: a journal of any size needs no more memory than one row.
 * Changes nothing and may run beside a bridge that writes. One thread; blocks.
 */
public final class JournalExport {
    private final JournalCodec codec = new JournalCodec();
    private final Path folder;
    private final Writer out;

    /** Which rows. */
    public enum What {
        SIGNALS,
        EXECUTIONS,
        EXEC
    }

    /** One JSON object in a line, or RFC 4180 with a heading. */
    public enum Format {
        JSONL,
        CSV
    }

    /**
     * What to write.
     *
     * @param fromMsc at or after, epoch milliseconds UTC
     * @param toMsc before
     */
    public record Range(What what, Format format, long fromMsc, long toMsc) {}

    /** @param out is flushed, not closed */
    public JournalExport(Path folder, Writer out) {
        this.folder = folder;
        this.out = out;
    }

    /**
     * Writes the rows and tells how many.
     *
     * @throws NoJournalException when the folder holds no journal
     * @throws JournalUnavailableException when it, or a row of it, cannot be read; the rows before are written
     * @throws IOException when the writer does not take them
     */
    public long write(Range range) throws IOException {
        try (JournalFile file = JournalFile.open(folder)) {
            file.checkSchema();
            long rows =
                    switch (range.what()) {
                        case SIGNALS -> signals(file, range);
                        case EXECUTIONS -> executions(file, range);
                        case EXEC -> exec(file, range);
                    };
            out.flush();
            return rows;
        } catch (SQLException broken) {
            throw new JournalUnavailableException("the journal cannot be read: " + broken.getMessage());
        }
    }

    private long signals(JournalFile file, Range range) throws IOException, SQLException {
        boolean csv = heading(range, JournalColumns.SIGNALS);
        long[] rows = {0};
        file.<IOException>rows(
                row -> {
                    SignalRecord record = signal(row);
                    rows[0]++;
                    out.write(
                            csv
                                    ? JournalColumns.line(JournalColumns.SIGNALS, record)
                                    : Json.object(json -> SignalRecordEncoder.members(json, record)) + '\n');
                },
                "SELECT number, intent_msc, content, outcome FROM signal"
                        + " WHERE intent_msc >= ? AND intent_msc < ? ORDER BY number",
                range.fromMsc(),
                range.toMsc());
        return rows[0];
    }

    private SignalRecord signal(ResultSet row) throws SQLException {
        return new SignalRecord(
                row.getLong(1),
                codec.read(row.getString(3), Signal.class),
                row.getLong(2),
                codec.read(row.getString(4), SignalOutcome.class));
    }

    private long executions(JournalFile file, Range range) throws IOException, SQLException {
        boolean csv = heading(range, JournalColumns.EXECUTIONS);
        long[] rows = {0};
        file.<IOException>rows(
                row -> {
                    ExecutionEvent event = codec.read(row.getString(1), ExecutionEvent.class);
                    rows[0]++;
                    out.write(
                            csv
                                    ? JournalColumns.line(JournalColumns.EXECUTIONS, event)
                                    : EventEncoder.execution(event) + '\n');
                },
                "SELECT content FROM event WHERE time_msc >= ? AND time_msc < ? ORDER BY account, seq",
                range.fromMsc(),
                range.toMsc());
        return rows[0];
    }

    private long exec(JournalFile file, Range range) throws IOException, SQLException {
        boolean csv = heading(range, JournalColumns.EXEC);
        long[] rows = {0};
        if (file.schema() < JournalSchema.WITH_EXEC) {
            return 0;
        }
        file.<IOException>rows(
                row -> {
                    ExecRecord record = codec.read(row.getString(1), ExecRecord.class);
                    rows[0]++;
                    out.write(
                            csv
                                    ? JournalColumns.line(JournalColumns.EXEC, record)
                                    : JournalColumns.json(JournalColumns.EXEC, record) + '\n');
                },
                "SELECT content FROM exec_message WHERE time_msc >= ? AND time_msc < ? ORDER BY number",
                range.fromMsc(),
                range.toMsc());
        return rows[0];
    }

    private <T> boolean heading(Range range, List<JournalColumns.Column<T>> columns) throws IOException {
        boolean csv = range.format() == Format.CSV;
        if (csv) {
            out.write(JournalColumns.heading(columns));
        }
        return csv;
    }
}
