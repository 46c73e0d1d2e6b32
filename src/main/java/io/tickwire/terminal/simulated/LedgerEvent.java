package io.tickwire.terminal.simulated;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tickwire.domain.Deal;
import io.tickwire.domain.HistoryOrder;

/**
 * A fact about the paper account. The account is what its facts add up to, in memory as well as in the ledger's file;
 * facts that belong together are written together.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LedgerEvent.AccountStands.class, name = "account"),
    @JsonSubTypes.Type(value = LedgerEvent.DealBooked.class, name = "deal"),
    @JsonSubTypes.Type(value = LedgerEvent.PositionStands.class, name = "position"),
    @JsonSubTypes.Type(value = LedgerEvent.PositionClosed.class, name = "closed"),
    @JsonSubTypes.Type(value = LedgerEvent.OrderStands.class, name = "order"),
    @JsonSubTypes.Type(value = LedgerEvent.OrderDone.class, name = "done"),
    @JsonSubTypes.Type(value = LedgerEvent.DayRolled.class, name = "day")
})
sealed interface LedgerEvent {

    /**
     * How the account stands: at its opening, and at the end of a snapshot.
     *
     * @param lastTicket the last number given out
     * @param epochDay the broker's day that swap is booked up to, 0 = none yet
     */
    record AccountStands(long login, String currency, double balance, long lastTicket, long epochDay)
            implements LedgerEvent {}

    /** A deal: its profit, swap and commission move the balance. */
    record DealBooked(Deal deal) implements LedgerEvent {}

    /** A position was opened or is different now. */
    record PositionStands(PaperPosition position) implements LedgerEvent {}

    /** A position is gone. */
    record PositionClosed(long ticket) implements LedgerEvent {}

    /** An order was placed or is different now. */
    record OrderStands(PaperOrder order) implements LedgerEvent {}

    /** An order went to the history; a market order does so at once. */
    record OrderDone(HistoryOrder order) implements LedgerEvent {}

    /** A new day began for the broker, and swap is booked up to it. */
    record DayRolled(long epochDay) implements LedgerEvent {}
}
