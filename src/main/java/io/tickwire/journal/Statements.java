package io.tickwire.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prepared statements of one connection, made once each. One thread. The texts are constants, so it is bounded. */
final class Statements {
    private static final Logger LOG = LoggerFactory.getLogger(Statements.class);

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Statements(Connection connection) {
        this.connection = connection;
    }

    /** Makes them anew when they are asked for again. */
    void forget() {
        prepared.values().forEach(statement -> {
            try {
                statement.close();
            } catch (SQLException alreadyClosed) {
                LOG.debug("close: {}", alreadyClosed.toString());
            }
        });
        prepared.clear();
    }

    /** The statement with its parameters set; text, numbers and null. */
    PreparedStatement of(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
