package io.tickwire.journal;

import io.tickwire.domain.RiskState;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.message.ExecRecord;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.protocol.json.IsoTime;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a whole journal and tells what is in it and what is wrong with it. Changes nothing and may run beside a bridge
 * that writes. One thread; blocks.
 */
public final class JournalAudit {
    private static final int MAX_TOLD = 50;

    private final JournalCodec codec = new JournalCodec();
    private final List<String> contents = new ArrayList<>();
    private final List<String> unproven = new ArrayList<>();
    private final List<String> damage = new ArrayList<>();
    private long expected;
    private String account;

    private JournalAudit() {}

    /**
     * What was found, as lines for people.
     *
     * @param contents schema and counts
     * @param unproven signals whose outcome is not proven: no damage, a start compares them with the terminal
     * @param damage what cannot be relied on; empty = good
     */
    public record Report(List<String> contents, List<String> unproven, List<String> damage) {
        public Report {
            contents = List.copyOf(contents);
            unproven = List.copyOf(unproven);
            damage = List.copyOf(damage);
        }

        public boolean good() {
            return damage.isEmpty();
        }
    }

    /** A question whose failure is damage. */
    private interface Step {
        void run() throws SQLException;
    }

    /**
     * @throws NoJournalException when the folder holds none
     * @throws JournalUnavailableException when the file cannot be opened
     */
    public static Report of(Path folder) {
        JournalAudit audit = new JournalAudit();
        try (JournalFile file = JournalFile.open(folder)) {
            audit.read(file);
        }
        return new Report(audit.contents, audit.unproven, audit.damage);
    }

    private void read(JournalFile file) {
        step(
                "the pages",
                () -> file.rows(row -> integrity(row.getString(1)), "PRAGMA integrity_check(" + MAX_TOLD + ")"));
        boolean known = step("the schema", () -> {
            contents.add(
                    "schema version " + file.schema() + " (this release writes " + JournalSchema.SCHEMA.latest() + ")");
            file.checkSchema();
        });
        if (known) {
            step("the signals", () -> signals(file));
            step("the events", () -> events(file));
            step("the risk states", () -> risk(file));
            step("the messages of Expert Advisors", () -> exec(file));
        }
    }

    private void exec(JournalFile file) throws SQLException {
        if (file.schema() < JournalSchema.WITH_EXEC) {
            return;
        }
        long[] count = {0};
        file.rows(
                row -> {
                    count[0]++;
                    readable(
                            "message " + row.getLong(1) + " of an Expert Advisor",
                            () -> codec.read(row.getString(2), ExecRecord.class));
                },
                "SELECT number, content FROM exec_message ORDER BY number");
        contents.add(count[0] + " messages of Expert Advisors");
    }

    private boolean step(String what, Step step) {
        try {
            step.run();
            return true;
        } catch (JournalUnavailableException unreadable) {
            damage.add(unreadable.getMessage());
        } catch (SQLException broken) {
            damage.add(what + " cannot be read: " + broken.getMessage());
        }
        return false;
    }

    private void integrity(String answer) {
        if (!"ok".equals(answer)) {
            // SQLite puts a heading and many lines into one answer.
            answer.lines().filter(line -> !line.startsWith("***")).forEach(line -> damage.add("file: " + line));
        }
    }

    private void signals(JournalFile file) throws SQLException {
        long[] count = {0};
        file.rows(
                row -> {
                    count[0]++;
                    readable("signal " + row.getLong(1), () -> signal(row));
                },
                "SELECT number, account, status, content, outcome, intent_msc, id FROM signal ORDER BY number");
        contents.add(count[0] + " signals, " + unproven.size() + " of them not proven");
    }

    private void signal(ResultSet row) throws SQLException {
        Signal signal = codec.read(row.getString(4), Signal.class);
        SignalOutcome outcome = codec.read(row.getString(5), SignalOutcome.class);
        String status = row.getString(3);
        if (!OutcomeStatus.of(outcome).equals(status) || !signal.id().toString().equals(row.getString(7))) {
            damage.add("signal " + row.getLong(1) + ": its columns and its content contradict each other");
        }
        if (new Journal.Entry(signal, row.getLong(6), outcome).open()) {
            unproven.add(status + " since " + IsoTime.format(row.getLong(6)) + ": " + signal.id() + " "
                    + signal.action() + " " + signal.volume() + " " + signal.symbol() + " on " + row.getString(2));
        }
    }

    private void events(JournalFile file) throws SQLException {
        long[] count = {0};
        file.rows(
                row -> {
                    count[0]++;
                    follows(row.getString(1), row.getLong(2));
                    readable(
                            "event " + row.getLong(2) + " of " + row.getString(1),
                            () -> codec.read(row.getString(3), ExecutionEvent.class));
                },
                "SELECT account, seq, content FROM event ORDER BY account, seq");
        contents.add(count[0] + " events");
    }

    private void follows(String owner, long seq) {
        if (!owner.equals(account)) {
            account = owner;
            expected = 1;
        }
        if (seq != expected) {
            damage.add("events of " + owner + ": " + expected + " to " + (seq - 1) + " are missing");
        }
        expected = seq + 1;
    }

    private void risk(JournalFile file) throws SQLException {
        List<String> accounts = new ArrayList<>();
        file.rows(
                row -> {
                    accounts.add(row.getString(1));
                    readable("risk state of " + row.getString(1), () -> codec.read(row.getString(2), RiskState.class));
                },
                "SELECT account, content FROM risk ORDER BY account");
        contents.add("risk state of " + (accounts.isEmpty() ? "no account" : String.join(", ", accounts)));
    }

    /** One unreadable row hides no other. */
    private void readable(String what, Step read) throws SQLException {
        try {
            read.run();
        } catch (JournalUnavailableException unreadable) {
            damage.add(what + ": " + unreadable.getMessage());
        }
    }
}
