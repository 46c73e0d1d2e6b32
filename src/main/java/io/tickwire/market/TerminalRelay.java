package io.tickwire.market;

import io.tickwire.domain.RawTick;
import io.tickwire.terminal.TerminalEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a terminal tells on its own, on the way to its poller: kept in order while one poller takes another's place, so
 * that nothing is missed and nothing told twice. Any thread.
 */
public final class TerminalRelay {
    private static final Logger LOG = LoggerFactory.getLogger(TerminalRelay.class);
    static final int MAX_KEPT = 20_000;

    private final Deque<Consumer<Hearer>> kept = new ArrayDeque<>();
    private Hearer hearer;
    private long lost;

    /** Who takes it; called on the terminal's thread or that of {@link #to}. */
    public interface Hearer {
        void ticks(List<RawTick> batch);

        void event(TerminalEvent event);
    }

    /** A batch of pushed ticks. */
    public void ticks(List<RawTick> batch) {
        pass(one -> one.ticks(batch));
    }

    /** Something that happened. */
    public void event(TerminalEvent event) {
        pass(one -> one.event(event));
    }

    private synchronized void pass(Consumer<Hearer> news) {
        if (hearer != null) {
            news.accept(hearer);
            return;
        }
        if (kept.size() == MAX_KEPT) {
            // Nobody has come for long: the newest are worth most.
            kept.poll();
            lost++;
        }
        kept.add(news);
    }

    /** From now on it goes there, what was kept first. */
    public synchronized void to(Hearer newHearer) {
        if (lost > 0) {
            LOG.warn("{} batches of ticks and events came while no poller ran, and were dropped", lost);
            lost = 0;
        }
        hearer = newHearer;
        while (!kept.isEmpty()) {
            kept.poll().accept(newHearer);
        }
    }

    /** From now on it is kept. */
    public synchronized void hold() {
        hearer = null;
    }
}
