package io.tickwire.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.tickwire.config.LogConfig;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Sets what is logged, and takes it back when it is no longer asked for. One thread at a time. */
final class LogLevels {
    private final Map<String, Level> before = new HashMap<>();

    void apply(LogConfig config) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        Map<String, String> wanted = new HashMap<>(config.levels());
        if (!config.level().isEmpty()) {
            wanted.put(Logger.ROOT_LOGGER_NAME, config.level());
        }
        before.forEach((name, level) -> {
            if (!wanted.containsKey(name)) {
                context.getLogger(name).setLevel(level);
            }
        });
        before.keySet().retainAll(wanted.keySet());
        wanted.forEach((name, level) -> {
            Logger logger = context.getLogger(name);
            before.putIfAbsent(name, logger.getLevel());
            logger.setLevel(Level.toLevel(level));
        });
    }
}
