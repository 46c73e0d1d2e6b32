package io.tickwire.bench.history;

import io.tickwire.domain.RawTick;
import io.tickwire.journal.TickBlock;
import io.tickwire.journal.TickBlockCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterOutputStream;

/** A row for each 4096 ticks, encoded; deflated on top of it, or not. */
final class Blocks extends Candidate {
    private static final int TICKS = 4096;

    private final boolean deflated;

    Blocks(boolean deflated) {
        this.deflated = deflated;
    }

    @Override
    String name() {
        return deflated ? "deflated blocks" : "blocks";
    }

    @Override
    void write(Connection connection, List<RawTick> ticks) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE block (id INTEGER PRIMARY KEY, series INTEGER, first_msc INTEGER, data BLOB)");
            statement.execute("CREATE INDEX block_time ON block (series, first_msc)");
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO block (series, first_msc, data) VALUES (1, ?, ?)")) {
            for (int from = 0; from < ticks.size(); from += TICKS) {
                List<RawTick> part = ticks.subList(from, Math.min(from + TICKS, ticks.size()));
                byte[] bytes = TickBlockCodec.encode(TickBlock.of(part));
                insert.setLong(1, part.get(0).timeMsc());
                insert.setBytes(2, deflated ? deflate(bytes) : bytes);
                insert.executeUpdate();
                connection.commit();
            }
        }
    }

    @Override
    double read(Connection connection) throws SQLException {
        double sum = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT data FROM block WHERE series = 1 ORDER BY first_msc, id")) {
            while (rows.next()) {
                byte[] bytes = rows.getBytes(1);
                TickBlock block = TickBlockCodec.decode(deflated ? inflate(bytes) : bytes);
                for (int i = 0; i < block.size(); i++) {
                    sum += block.tick("X", i).bid();
                }
            }
        }
        return sum;
    }

    private static byte[] deflate(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static byte[] inflate(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InflaterOutputStream inflater = new InflaterOutputStream(out)) {
            inflater.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
