package io.tickwire.backtest.data;

import io.tickwire.domain.RawTick;
import io.tickwire.journal.HistoryFile;
import io.tickwire.journal.JournalUnavailableException;
import io.tickwire.journal.TickBlock;
import io.tickwire.terminal.feeds.FeedException;
import io.tickwire.terminal.feeds.ReplayFeed;
import io.tickwire.terminal.feeds.ReplaySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Reads recorded ticks into memory by the readers that a replay uses, and leaves out what the platform would not publish:
 * crossed and repeated quotes. Blocks. One thread.
 */
public final class DataLoader {
    /** Ticks between two looks at the progress. */
    private static final int PACE = 1 << 16;

    /** The share of the memory that the ticks may take; runs need some as well. */
    private static final double SHARE = 0.6;

    private final DataRequest request;
    private final LongConsumer progress;
    private final BooleanSupplier cancelled;
    private final long mostBytes;
    private long taken;
    private long left;

    /**
     * @param progress told now and then how many ticks were read
     * @param cancelled asked now and then
     */
    public DataLoader(DataRequest request, LongConsumer progress, BooleanSupplier cancelled) {
        this(request, progress, cancelled, (long) (SHARE * Runtime.getRuntime().maxMemory()));
    }

    DataLoader(DataRequest request, LongConsumer progress, BooleanSupplier cancelled, long mostBytes) {
        this.request = request;
        this.progress = progress;
        this.cancelled = cancelled;
        this.mostBytes = mostBytes;
    }

    /** @throws DataException when there are none, they cannot be read, or do not fit into memory */
    public MarketData load() {
        try {
            List<MarketData> parts = new ArrayList<>();
            if (!request.files().isEmpty()) {
                parts.add(files());
            }
            if (!request.series().isEmpty()) {
                history(parts);
            }
            MarketData all = parts.size() == 1 ? parts.get(0) : Merge.of(parts, mostBytes);
            if (all.size() == 0) {
                throw new DataException("there is no tick in " + String.join(", ", request.sources())
                        + " in the time that was asked for; see --from and --to");
            }
            return all;
        } catch (FeedException | JournalUnavailableException unreadable) {
            throw new DataException(unreadable.getMessage());
        }
    }

    /** Ticks that were left out: crossed or repeated. */
    public long leftOut() {
        return left;
    }

    private MarketData files() {
        MarketDataBuilder builder = new MarketDataBuilder(mostBytes);
        ReplaySettings settings = new ReplaySettings(
                request.files(),
                request.format(),
                request.symbol(),
                request.digits(),
                request.spreadPoints(),
                request.zone(),
                false,
                0);
        try (ReplayFeed feed = ReplayFeed.open(settings)) {
            Sieve sieve = new Sieve();
            for (RawTick tick = feed.next(); tick != null && tick.timeMsc() < request.toMsc(); tick = feed.next()) {
                pace();
                if (tick.timeMsc() >= request.fromMsc()) {
                    take(builder, sieve, tick);
                }
            }
        }
        return builder.build();
    }

    private void history(List<MarketData> parts) {
        try (HistoryFile file = HistoryFile.open(request.history())) {
            for (String series : request.series()) {
                if (file.list().stream().noneMatch(info -> info.name().equals(series))) {
                    throw new DataException("the history in " + request.history() + " has no series " + series
                            + "; see tickwire history list");
                }
                MarketDataBuilder builder = new MarketDataBuilder(mostBytes);
                Sieve sieve = new Sieve();
                file.scan(series, request.fromMsc(), request.toMsc(), block -> {
                    add(builder, sieve, symbol(series), block);
                    return true;
                });
                parts.add(builder.build());
            }
        }
    }

    /** A series may be one source's of a symbol: {@code EURUSD@b}, {@code EURUSD~replay}. */
    private static String symbol(String series) {
        return series.split("[@~]", 2)[0];
    }

    private void add(MarketDataBuilder builder, Sieve sieve, String symbol, TickBlock block) {
        for (int i = 0; i < block.size(); i++) {
            long timeMsc = block.timesMsc()[i];
            if (timeMsc >= request.fromMsc() && timeMsc < request.toMsc()) {
                pace();
                take(builder, sieve, block.tick(symbol, i));
            }
        }
    }

    private void take(MarketDataBuilder builder, Sieve sieve, RawTick tick) {
        if (sieve.passes(tick)) {
            builder.add(tick.symbol(), tick.timeMsc(), tick.bid(), tick.ask());
        } else {
            left++;
        }
    }

    private void pace() {
        if (++taken % PACE == 0) {
            progress.accept(taken);
            if (cancelled.getAsBoolean()) {
                throw new CancelledException();
            }
        }
    }
}
