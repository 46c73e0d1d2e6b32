package io.tickwire.terminal.simulated;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The broker's calendar: days run from midnight to midnight in its time zone. Any thread. */
record BrokerDay(ZoneId zone) {

    LocalDate of(long timeMsc) {
        return Instant.ofEpochMilli(timeMsc).atZone(zone).toLocalDate();
    }

    /** The midnight a day begins with, epoch milliseconds UTC. */
    long startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    /** The midnight that ends the day of this time, epoch milliseconds UTC. */
    long endOfDay(long timeMsc) {
        return startOf(of(timeMsc).plusDays(1));
    }
}
