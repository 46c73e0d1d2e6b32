package io.tickwire.history;

import io.tickwire.domain.Bar;
import io.tickwire.domain.BarBuilder;
import io.tickwire.domain.BarGrid;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Timeframe;
import io.tickwire.domain.message.BarHistory;
import io.tickwire.domain.message.StoredBarsQuery;
import io.tickwire.domain.message.StoredTicks;
import io.tickwire.domain.message.StoredTicksQuery;
import io.tickwire.journal.BarSpan;
import io.tickwire.journal.HistoryStore;
import io.tickwire.journal.TickSpan;
import io.tickwire.ops.Clock;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Answers questions from disk together with what waits to go there. An answer comes from one series: the live one of the
 * stream when it has something in the span, else what was imported under the stream's plain name. Owner: the verticle's
 * context; answers complete on threads of the store.
 */
public final class HistoryReader {
    private static final long LATEST_MSC = 253_402_300_799_999L;
    private static final int MAX_LIMIT = 1_000_000;

    private final HistoryStore store;
    private final HistoryWriter writer;
    private final SeriesNames names;
    private final BarGrid grid;
    private final Clock clock;

    public HistoryReader(HistoryStore store, HistoryWriter writer, SeriesNames names, BarGrid grid, Clock clock) {
        this.store = store;
        this.writer = writer;
        this.names = names;
        this.grid = grid;
        this.clock = clock;
    }

    /** Waiting ticks of a series at the moment of the question; what of them is on disk already is told by numbers. */
    private record Waiting(SeriesSession session, List<RawTick> all, long firstNumber, long lastMsc) {
        List<RawTick> behind(long written) {
            long known = Math.max(0, Math.min(all.size(), written - firstNumber + 1));
            return all.subList((int) known, all.size());
        }
    }

    private Waiting waiting(String stream, String series) {
        SeriesSession session = writer.session(stream);
        return session == null || !session.series().equals(series)
                ? new Waiting(null, List.of(), 0, Long.MIN_VALUE)
                : new Waiting(session, session.notOnDisk(), session.firstWaiting(), session.lastMsc());
    }

    /** Whether a text is the cursor of a page of ticks. */
    public static boolean isCursor(String text) {
        try {
            TickCursor.of(text);
            return true;
        } catch (BadCursorException no) {
            return false;
        }
    }

    /** Ticks of a span. Fails with {@link BadCursorException}. */
    public Future<StoredTicks> ticks(StoredTicksQuery query) {
        return writer.settled(query.stream()).compose(v -> anyTicks(query));
    }

    private Future<StoredTicks> anyTicks(StoredTicksQuery query) {
        if (!query.cursor().isEmpty()) {
            TickCursor cursor = TickCursor.of(query.cursor());
            if (!cursor.series().equals(query.stream()) && !cursor.series().equals(names.live(query.stream()))) {
                throw new BadCursorException(query.cursor());
            }
            return ticks(query, cursor.series(), cursor.timeMsc(), cursor.skip());
        }
        String live = names.live(query.stream());
        return ticks(query, live, query.fromMsc(), 0).compose(answer -> {
            boolean imported = answer.ticks().isEmpty() && !live.equals(query.stream());
            return imported
                    ? ticks(query, query.stream(), query.fromMsc(), 0)
                            .map(other -> new StoredTicks(other.known() || answer.known(), other.ticks(), other.next()))
                    : Future.succeededFuture(answer);
        });
    }

    private Future<StoredTicks> ticks(StoredTicksQuery query, String series, long fromMsc, int skip) {
        Waiting waiting = waiting(query.stream(), series);
        int limit = Math.min(query.limit(), MAX_LIMIT);
        // One more than asked for tells whether there is a next page.
        TickSpan span = new TickSpan(series, fromMsc, query.toMsc(), skip, limit + 1, query.newest());
        return store.ticks(span).map(page -> {
            List<RawTick> all = merged(page.ticks(), waiting.behind(page.written()), fromMsc, query.toMsc());
            boolean known = page.known() || waiting.session() != null;
            if (query.newest()) {
                return new StoredTicks(
                        known, renamed(all.subList(Math.max(0, all.size() - limit), all.size()), query.stream()), "");
            }
            // What the store has of that millisecond comes before what waits.
            int from = 0;
            while (from < skip - page.skipped()
                    && from < all.size()
                    && all.get(from).timeMsc() == fromMsc) {
                from++;
            }
            int to = Math.min(all.size(), from + limit);
            boolean more = to < all.size() && to > from;
            String next =
                    more ? cursor(series, all, to, fromMsc, page.skipped()).text() : "";
            return new StoredTicks(known, renamed(all.subList(from, to), query.stream()), next);
        });
    }

    /** Both in time order; of one millisecond, what is stored comes first. */
    private static List<RawTick> merged(List<RawTick> stored, List<RawTick> waiting, long fromMsc, long toMsc) {
        List<RawTick> all = new ArrayList<>(stored.size() + waiting.size());
        int at = 0;
        for (RawTick tick : waiting) {
            if (tick.timeMsc() >= fromMsc && tick.timeMsc() < toMsc) {
                while (at < stored.size() && stored.get(at).timeMsc() <= tick.timeMsc()) {
                    all.add(stored.get(at++));
                }
                all.add(tick);
            }
        }
        all.addAll(stored.subList(at, stored.size()));
        return all;
    }

    /** @param skipped ticks at {@code fromMsc} that are given and not among these */
    private static TickCursor cursor(String series, List<RawTick> all, int given, long fromMsc, int skipped) {
        long time = all.get(given - 1).timeMsc();
        int same = 0;
        while (same < given && all.get(given - 1 - same).timeMsc() == time) {
            same++;
        }
        return new TickCursor(series, time, time == fromMsc ? same + skipped : same);
    }

    private static List<RawTick> renamed(List<RawTick> ticks, String stream) {
        return ticks.stream()
                .map(tick -> tick.symbol().equals(stream)
                        ? tick
                        : new RawTick(
                                stream,
                                tick.timeMsc(),
                                tick.bid(),
                                tick.ask(),
                                tick.last(),
                                tick.volume(),
                                tick.flags()))
                .toList();
    }

    /** Bars of a span; the newest may be running. */
    public Future<BarHistory> bars(StoredBarsQuery query) {
        return writer.settled(query.stream()).compose(v -> anyBars(query));
    }

    private Future<BarHistory> anyBars(StoredBarsQuery query) {
        String live = names.live(query.stream());
        return bars(query, live).compose(answer -> {
            boolean imported = answer.bars().isEmpty() && !live.equals(query.stream());
            return imported
                    ? bars(query, query.stream())
                            .map(other -> new BarHistory(other.known() || answer.known(), other.bars()))
                    : Future.succeededFuture(answer);
        });
    }

    private Future<BarHistory> bars(StoredBarsQuery query, String series) {
        Timeframe timeframe = query.timeframe();
        long fromMsc = Math.min(Math.max(0, query.fromMsc()), LATEST_MSC);
        long first = grid.startOf(timeframe, fromMsc) == fromMsc ? fromMsc : grid.endOf(timeframe, fromMsc);
        long toMsc = query.toMsc() > LATEST_MSC ? Long.MAX_VALUE : Math.max(0, query.toMsc());
        long end = toMsc == Long.MAX_VALUE || toMsc == 0 ? toMsc : grid.endOf(timeframe, toMsc - 1);
        int limit = Math.max(0, Math.min(query.limit(), MAX_LIMIT));
        Waiting waiting = waiting(query.stream(), series);
        // One more than asked for: a bar that another one follows is over.
        BarSpan span = new BarSpan(series, timeframe, grid, first, end, limit + 1, query.newest());
        return store.bars(span).map(page -> {
            List<Bar> rows = overlaid(page.rows(), waiting.behind(page.written()), span);
            List<Bar> bars = built(rows, query.stream(), timeframe, waiting);
            List<Bar> wanted = query.newest()
                    ? bars.subList(Math.max(0, bars.size() - limit), bars.size())
                    : bars.subList(0, Math.min(limit, bars.size()));
            return new BarHistory(page.known() || waiting.session() != null, List.copyOf(wanted));
        });
    }

    /** Rows with the ticks that are not in them yet. */
    private static List<Bar> overlaid(List<Bar> rows, List<RawTick> ticks, BarSpan span) {
        if (ticks.isEmpty()) {
            return rows;
        }
        TreeMap<Long, BarBuilder> built = new TreeMap<>();
        for (Bar row : rows) {
            builder(built, span, row.timeMsc()).onBar(row);
        }
        for (RawTick tick : ticks) {
            if (tick.timeMsc() >= span.fromMsc() && tick.timeMsc() < span.toMsc()) {
                builder(built, span, tick.timeMsc()).onTick(tick.timeMsc(), tick.bid());
            }
        }
        return built.values().stream()
                .map(builder -> builder.running().orElseThrow())
                .toList();
    }

    private static BarBuilder builder(TreeMap<Long, BarBuilder> built, BarSpan span, long timeMsc) {
        return built.computeIfAbsent(
                span.row().startOf(timeMsc), start -> new BarBuilder(span.series(), span.row(), BarGrid.UTC));
    }

    private List<Bar> built(List<Bar> rows, String stream, Timeframe timeframe, Waiting waiting) {
        BarBuilder builder = new BarBuilder(stream, timeframe, grid);
        List<Bar> bars = new ArrayList<>();
        for (Bar row : rows) {
            builder.onBar(row).ifPresent(bars::add);
        }
        builder.running().ifPresent(last -> {
            // Of a live stream a bar ends with the first tick of the next one, as the poller has it.
            boolean live = waiting.session() != null && waiting.lastMsc() > Long.MIN_VALUE;
            long now = live ? waiting.lastMsc() : clock.millis();
            boolean over = grid.endOf(timeframe, last.timeMsc()) <= now;
            bars.add(over ? builder.endBefore(Long.MIN_VALUE).orElse(last) : last);
        });
        return bars;
    }
}
