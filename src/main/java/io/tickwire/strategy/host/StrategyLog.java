package io.tickwire.strategy.host;

import io.tickwire.ops.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A strategy's log: into the platform's, and the newest lines into a book of its own. Any thread. */
final class StrategyLog extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    private final transient Logger platform;
    private final transient LineBook book;
    private final transient Clock clock;

    StrategyLog(String strategy, LineBook book, Clock clock) {
        this.name = "strategy." + strategy;
        this.platform = LoggerFactory.getLogger(name);
        this.book = book;
        this.clock = clock;
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String message, Object[] arguments, Throwable thrown) {
        String text = MessageFormatter.basicArrayFormat(message, arguments);
        book.add(clock.millis(), level.name(), thrown == null ? text : text + ": " + thrown);
        platform.atLevel(level).setCause(thrown).log(text);
    }

    @Override
    public boolean isTraceEnabled() {
        return platform.isTraceEnabled();
    }

    @Override
    public boolean isDebugEnabled() {
        return platform.isDebugEnabled();
    }

    @Override
    public boolean isInfoEnabled() {
        return platform.isInfoEnabled();
    }

    @Override
    public boolean isWarnEnabled() {
        return platform.isWarnEnabled();
    }

    @Override
    public boolean isErrorEnabled() {
        return platform.isErrorEnabled();
    }
}
