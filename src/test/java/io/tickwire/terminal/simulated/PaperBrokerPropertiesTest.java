package io.tickwire.terminal.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Deal;
import io.tickwire.domain.Deal.Entry;
import io.tickwire.domain.OrderTime;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.Position;
import io.tickwire.domain.Side;
import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.TradeRequest.CancelOrder;
import io.tickwire.domain.TradeRequest.CloseBy;
import io.tickwire.domain.TradeRequest.ClosePosition;
import io.tickwire.domain.TradeRequest.ModifyPosition;
import io.tickwire.terminal.ClosedPosition;
import io.tickwire.terminal.ClosedPositions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is ordered and however prices move, the account is right to the cent. */
final class PaperBrokerPropertiesTest {
    private static final double LONG_SWAP = -7.3;
    private static final double SHORT_SWAP = 1.7;
    private static final double PER_LOT = 3.5;

    /** What happens next. {@code pick} chooses a position or order, {@code points} moves or places a price. */
    record Step(Kind kind, Side side, int hundredths, int points, int pick) {}

    enum Kind {
        MARKET,
        MARKET_AGAIN,
        MOVE,
        MOVE_AGAIN,
        CLOSE,
        CLOSE_BY,
        LIMIT,
        STOP,
        STOP_LIMIT,
        STOPS,
        CANCEL,
        NEXT_DAY
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.of(Side.class),
                        Arbitraries.integers().between(1, 120),
                        Arbitraries.integers().between(-400, 400),
                        Arbitraries.integers().between(0, 5))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    private static String config(boolean netting, double balance, double liquidity) {
        return "{'marginMode':'" + (netting ? "netting" : "hedging") + "','balance':" + balance + ",'liquidity':"
                + liquidity + ",'commission':{'perLot':" + PER_LOT + "},'leverage':500,'specs':[{'name':'EURUSD',"
                + "'fillings':['ioc','return'],'swapLong':" + LONG_SWAP + ",'swapShort':" + SHORT_SWAP + "}]}";
    }

    @Property(tries = 300)
    void agreesWithANaiveLedgerToTheCent(
            @ForAll boolean netting, @ForAll boolean thin, @ForAll("steps") List<Step> steps) {
        PaperRig rig = PaperRig.quoted(config(netting, 1_000_000, thin ? 0.4 : 0));
        NaiveLedger naive = new NaiveLedger(netting, 1_000_000, PER_LOT);
        Market market = new Market(rig);
        int compared = 0;
        for (Step step : steps) {
            if (step.kind() == Kind.NEXT_DAY) {
                naive.night(nights(rig), LONG_SWAP, SHORT_SWAP);
            }
            market.take(step);
            List<Deal> deals = rig.deals();
            for (Deal deal : deals.subList(compared, deals.size())) {
                compare(naive.trade(deal), deal);
            }
            compared = deals.size();
            compare(naive, rig.broker.account(), rig.broker.positions(), market);
        }
    }

    /** The reference's own calendar: the rig's day ends now, in Athens. */
    private static int nights(PaperRig rig) {
        return switch ((int) Math.floorMod((rig.now - PaperRig.MONDAY) / 86_400_000L, 7L)) {
            case 0, 1, 3, 4 -> 1;
            case 2 -> 3;
            default -> 0;
        };
    }

    private static void compare(NaiveLedger.Booked booked, Deal deal) {
        assertEquals(booked.entry(), deal.entry(), deal.toString());
        same(booked.profit(), deal.profit(), deal);
        same(booked.swap(), deal.swap(), deal);
        same(booked.commission(), deal.commission(), deal);
    }

    private static void compare(NaiveLedger naive, AccountSnapshot account, List<Position> positions, Market market) {
        same(naive.balance, account.balance(), account);
        BigDecimal floating = naive.floating(market.bid, market.ask());
        same(floating, account.profit(), account);
        same(naive.balance.add(floating), account.equity(), account);
        Map<Long, BigDecimal> lots = new HashMap<>();
        naive.open.forEach(open -> lots.put(open.id, open.lots));
        assertEquals(lots.size(), positions.size());
        positions.forEach(position -> same(lots.get(position.ticket()), position.volume(), position));
    }

    private static void same(BigDecimal expected, double actual, Object where) {
        assertEquals(0, expected.compareTo(BigDecimal.valueOf(actual)), expected + " but " + actual + ": " + where);
    }

    @Property(tries = 300)
    void aPoorAccountKeepsItsBooksThroughStopOuts(@ForAll boolean netting, @ForAll("steps") List<Step> steps) {
        PaperRig rig = PaperRig.quoted(config(netting, 400, 0));
        Market market = new Market(rig);
        for (Step step : steps) {
            market.take(step);
            AccountSnapshot account = rig.broker.account();
            assertTrue(account.margin() >= 0, account.toString());
            assertTrue(account.margin() == 0 || account.marginLevel() > 50, account.toString());
            rig.broker.positions().forEach(position -> assertTrue(position.volume() > 0, position.toString()));
        }
        BigDecimal sum = BigDecimal.valueOf(400);
        for (Deal deal : rig.deals()) {
            sum = sum.add(BigDecimal.valueOf(deal.profit()))
                    .add(BigDecimal.valueOf(deal.swap()))
                    .add(BigDecimal.valueOf(deal.commission()));
        }
        same(sum, rig.balance(), "the deals' sum");
        closedOnce(rig, netting);
    }

    private static void closedOnce(PaperRig rig, boolean netting) {
        List<ClosedPosition> closed = ClosedPositions.of(rig.deals());
        if (!netting) {
            long ids =
                    closed.stream().map(ClosedPosition::positionId).distinct().count();
            assertEquals(ids, closed.size(), "a position is closed once");
        }
        long entries = rig.deals().stream()
                .filter(deal -> deal.entry() == Entry.INOUT || deal.entry() == Entry.IN)
                .count();
        assertTrue(closed.size() <= entries);
    }

    @Property(tries = 60)
    void aReplayedLedgerIsTheOneInMemory(
            @ForAll boolean netting, @ForAll("steps") List<Step> steps, @ForAll double where) {
        Path file = temporary();
        try {
            SpyJournal journal = new SpyJournal(LedgerFile.open(file, 20_000));
            PaperRig rig = new PaperRig(config(netting, 5_000, 0.4), journal);
            rig.bid(1.0845);
            Market market = new Market(rig);
            steps.forEach(market::take);
            rig.broker.close();
            assertEquals(rig.broker.state().facts(), replayed(file));
            tornAnywhereInTheLastLine(file, journal, Math.abs(where % 1));
        } finally {
            delete(file);
        }
    }

    private static void tornAnywhereInTheLastLine(Path file, SpyJournal journal, double where) {
        if (journal.compactedLast) {
            return;
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            int keep = bytes.length - 1 - (int) (where * (journal.lastLine - 1));
            Files.write(file, Arrays.copyOf(bytes, keep));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertEquals(journal.beforeLast, replayed(file), "all but the last answer");
    }

    private static List<LedgerEvent> replayed(Path file) {
        LedgerFile ledger = LedgerFile.open(file);
        LedgerState state = new LedgerState();
        ledger.replay(state::apply);
        ledger.close();
        return state.facts();
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("ledger").resolve("account.ledger");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.resolveSibling("account.ledger.lock"));
            Files.deleteIfExists(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes steps on a rig. */
    private static final class Market {
        private final PaperRig rig;
        private double bid = 1.0845;

        Market(PaperRig rig) {
            this.rig = rig;
        }

        double ask() {
            return price(bid, 20);
        }

        private static double price(double from, int points) {
            return Math.rint(from * 1e5 + points) / 1e5;
        }

        void take(Step step) {
            if (step.kind() == Kind.NEXT_DAY) {
                rig.now += 86_400_000L;
                rig.bid(bid);
            } else if (step.kind() == Kind.MOVE || step.kind() == Kind.MOVE_AGAIN) {
                bid = Math.max(0.5, price(bid, step.points()));
                rig.bid(bid);
            } else {
                TradeRequest request = request(step);
                if (request != null) {
                    rig.submit(request);
                }
            }
        }

        private TradeRequest request(Step step) {
            double lots = step.hundredths() / 100.0;
            int away = Math.abs(step.points()) + 1;
            int sign = step.side().sign();
            double market = step.side() == Side.BUY ? ask() : bid;
            return switch (step.kind()) {
                case MARKET, MARKET_AGAIN -> PaperRig.market("EURUSD", step.side(), lots, 0, 0);
                case LIMIT -> PaperRig.pending(OrderType.limit(step.side()), lots, price(market, -away * sign));
                case STOP -> PaperRig.pending(OrderType.stop(step.side()), lots, price(market, away * sign));
                case STOP_LIMIT ->
                    PaperRig.pending(
                            OrderType.stopLimit(step.side()),
                            lots,
                            price(market, away * sign),
                            price(market, away * sign - 20 * sign),
                            OrderTime.DAY,
                            0);
                case CANCEL -> order(step.pick());
                default -> position(step, lots, away);
            };
        }

        private TradeRequest order(int pick) {
            var orders = rig.broker.orders();
            return orders.isEmpty()
                    ? null
                    : new CancelOrder("t", orders.get(pick % orders.size()).ticket());
        }

        private TradeRequest position(Step step, double lots, int away) {
            List<Position> positions = rig.broker.positions();
            if (positions.isEmpty()) {
                return null;
            }
            Position one = positions.get(step.pick() % positions.size());
            Position other = positions.get((step.pick() + 1) % positions.size());
            int sign = one.side().sign();
            return switch (step.kind()) {
                case CLOSE -> new ClosePosition("t", one.ticket(), Math.min(lots, one.volume()), 10);
                case CLOSE_BY -> new CloseBy("t", one.ticket(), other.ticket());
                default ->
                    new ModifyPosition(
                            "t",
                            one.ticket(),
                            price(one.currentPrice(), -away * sign),
                            price(one.currentPrice(), away * sign));
            };
        }
    }

    /** Remembers what stood before the last append. */
    private static final class SpyJournal implements LedgerJournal {
        private final LedgerJournal file;
        private final LedgerState state = new LedgerState();
        private List<LedgerEvent> beforeLast = new ArrayList<>();
        private int lastLine;
        private boolean compactedLast;

        SpyJournal(LedgerJournal file) {
            this.file = file;
        }

        @Override
        public void replay(Consumer<LedgerEvent> consumer) {
            file.replay(consumer);
        }

        @Override
        public void append(List<LedgerEvent> facts) throws IOException {
            file.append(facts);
            beforeLast = state.facts();
            facts.forEach(state::apply);
            lastLine = LedgerLine.write(facts).length;
            compactedLast = false;
        }

        @Override
        public boolean bulky() {
            return file.bulky();
        }

        @Override
        public void compact(List<LedgerEvent> snapshot) throws IOException {
            file.compact(snapshot);
            compactedLast = true;
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
