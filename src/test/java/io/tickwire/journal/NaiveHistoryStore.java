package io.tickwire.journal;

import io.tickwire.domain.Bar;
import io.tickwire.domain.RawTick;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lists, and everything worked out anew with each question. */
final class NaiveHistoryStore implements HistoryStore {
    private final Map<String, List<RawTick>> ticks = new TreeMap<>();
    private final Map<String, Long> written = new TreeMap<>();
    private final Map<String, List<SeriesTail.Span>> spans = new TreeMap<>();
    private final List<HistoryGap> gaps = new ArrayList<>();
    private long alive;

    @Override
    public Future<SeriesTail> tail(String series, long fromMsc) {
        List<RawTick> all = ticks.getOrDefault(series, List.of());
        long last = all.isEmpty() ? 0 : all.get(all.size() - 1).timeMsc();
        return Future.succeededFuture(new SeriesTail(
                written.getOrDefault(series, 0L),
                spans.getOrDefault(series, List.of()).stream()
                        .filter(span -> span.lastMsc() >= fromMsc)
                        .toList(),
                all.stream().filter(tick -> tick.timeMsc() == last).toList()));
    }

    @Override
    public Future<Void> write(List<TickRun> runs, long nowMsc) {
        for (TickRun run : runs) {
            List<RawTick> all = ticks.computeIfAbsent(run.series(), name -> new ArrayList<>());
            int at = 0;
            while (at < all.size() && all.get(at).timeMsc() <= run.firstMsc()) {
                at++;
            }
            all.addAll(at, run.ticks());
            spans.computeIfAbsent(run.series(), name -> new ArrayList<>())
                    .add(new SeriesTail.Span(run.firstMsc(), run.lastMsc()));
            written.merge(run.series(), 0L, Long::sum);
            if (run.live()) {
                written.put(run.series(), run.written());
            }
        }
        alive = nowMsc;
        return Future.succeededFuture();
    }

    @Override
    public Future<Long> lastAlive() {
        return Future.succeededFuture(alive);
    }

    @Override
    public Future<TickPage> ticks(TickSpan span) {
        List<RawTick> found = new ArrayList<>();
        int skip = span.skip();
        for (RawTick tick : ticks.getOrDefault(span.series(), List.of())) {
            if (tick.timeMsc() >= span.fromMsc() && tick.timeMsc() < span.toMsc()) {
                if (tick.timeMsc() == span.fromMsc() && skip > 0 && !span.newest()) {
                    skip--;
                } else {
                    found.add(tick);
                }
            }
        }
        return Future.succeededFuture(new TickPage(
                ticks.containsKey(span.series()),
                written.getOrDefault(span.series(), 0L),
                cut(found, span.limit(), span.newest()),
                span.newest() ? 0 : span.skip() - skip));
    }

    private static <T> List<T> cut(List<T> all, int limit, boolean newest) {
        return all.size() <= limit ? all : newest ? all.subList(all.size() - limit, all.size()) : all.subList(0, limit);
    }

    @Override
    public Future<BarPage> bars(BarSpan span) {
        TreeMap<Long, Bar> minutes = new TreeMap<>();
        for (RawTick tick : ticks.getOrDefault(span.series(), List.of())) {
            long start = span.row().startOf(tick.timeMsc());
            double bid = tick.bid();
            minutes.merge(
                    start,
                    new Bar(span.series(), span.row(), start, bid, bid, bid, bid, 1, true),
                    NaiveHistoryStore::plus);
        }
        List<Bar> rows = new ArrayList<>();
        List<Long> periods = new ArrayList<>();
        for (Bar bar : span.newest() ? minutes.descendingMap().values() : minutes.values()) {
            if (bar.timeMsc() >= span.fromMsc() && bar.timeMsc() < span.toMsc()) {
                long period = span.grid().startOf(span.timeframe(), bar.timeMsc());
                if (!periods.contains(period)) {
                    periods.add(period);
                }
                if (periods.size() <= span.limit()) {
                    rows.add(span.newest() ? 0 : rows.size(), bar);
                }
            }
        }
        return Future.succeededFuture(
                new BarPage(ticks.containsKey(span.series()), written.getOrDefault(span.series(), 0L), rows));
    }

    private static Bar plus(Bar a, Bar b) {
        return new Bar(
                a.symbol(),
                a.timeframe(),
                a.timeMsc(),
                a.open(),
                Math.max(a.high(), b.high()),
                Math.min(a.low(), b.low()),
                b.close(),
                a.tickVolume() + b.tickVolume(),
                true);
    }

    @Override
    public Future<Void> fill(String series, List<Bar> minutes) {
        return Future.failedFuture(new UnsupportedOperationException("bars are worked out of ticks here"));
    }

    @Override
    public Future<Long> gap(HistoryGap gap) {
        long id = gap.id() > 0 ? gap.id() : gaps.size() + 1;
        HistoryGap kept =
                new HistoryGap(id, gap.series(), gap.fromMsc(), gap.toMsc(), gap.kind(), gap.state(), gap.note());
        if (gap.id() > 0) {
            gaps.set((int) id - 1, kept);
        } else {
            gaps.add(kept);
        }
        return Future.succeededFuture(id);
    }

    @Override
    public Future<List<HistoryGap>> gaps() {
        return Future.succeededFuture(List.copyOf(gaps));
    }

    @Override
    public Future<List<SeriesInfo>> list() {
        return Future.succeededFuture(List.of());
    }

    @Override
    public Future<Integer> expire(Expiry expiry) {
        ticks.values().forEach(all -> all.removeIf(tick -> tick.timeMsc() < expiry.ticksBeforeMsc()));
        return Future.succeededFuture(0);
    }
}
