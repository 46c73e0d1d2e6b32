package io.tickwire.terminal.simulated;

import java.util.List;
import java.util.function.Consumer;

/** Keeps nothing; tells somebody what is booked. Owner: the market's thread. */
final class BookJournal implements LedgerJournal {
    private final PaperMarket.Book book;

    BookJournal(PaperMarket.Book book) {
        this.book = book;
    }

    @Override
    public void replay(Consumer<LedgerEvent> state) {
        // every account begins anew
    }

    @Override
    public void append(List<LedgerEvent> facts) {
        for (LedgerEvent fact : facts) {
            if (fact instanceof LedgerEvent.DealBooked booked) {
                book.deal(booked.deal());
            } else if (fact instanceof LedgerEvent.OrderDone done) {
                book.orderDone(done.order());
            } else if (fact instanceof LedgerEvent.OrderStands stands) {
                book.orderStands(stands.order().order());
            }
        }
    }

    @Override
    public boolean bulky() {
        return false;
    }

    @Override
    public void compact(List<LedgerEvent> snapshot) {
        // never bulky
    }

    @Override
    public void close() {
        // nothing is open
    }
}
