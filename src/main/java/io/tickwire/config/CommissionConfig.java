package io.tickwire.config;

/** What deals of a simulated account cost. */
public record CommissionConfig(
        @Setting(doc = "Commission per lot and deal, account currency", value = "0", min = 0, max = 1e6)
        double perLot,

        @Setting(doc = "Commission per deal, account currency", value = "0", min = 0, max = 1e6)
        double perDeal,

        @Setting(doc = "Which deals pay: both (entries and exits) or in (entries)", value = "both")
        Charged side) {

    /** Which deals pay. */
    public enum Charged {
        BOTH,
        IN
    }
}
