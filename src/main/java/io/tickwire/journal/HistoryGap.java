package io.tickwire.journal;

import java.util.Locale;

/**
 * A time of which ticks are missing.
 *
 * @param id 0 = not stored yet
 * @param fromMsc last time that is there, epoch milliseconds UTC
 * @param toMsc first time that is there again
 * @param kind why they are missing
 * @param note what was done about it
 */
public record HistoryGap(long id, String series, long fromMsc, long toMsc, Kind kind, State state, String note) {

    /** Reasons of gaps. */
    public enum Kind {
        /** The node did not run or did not hear the stream, or its terminal was not there. */
        AWAY,
        /** The disk did not take ticks, or not fast enough. */
        DISK;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What became of it. */
    public enum State {
        /** The terminal is going to be asked. */
        OPEN,
        /** The terminal told the minutes; the ticks stay missing. */
        FILLED,
        /** The terminal has nothing of that time. */
        UNFILLABLE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same, shorter. */
    public HistoryGap part(long newFromMsc, long newToMsc) {
        return new HistoryGap(id, series, newFromMsc, newToMsc, kind, state, note);
    }

    /** A gap of its own for what is missing of this one. */
    public HistoryGap rest(long newFromMsc, long newToMsc) {
        return new HistoryGap(
                0, series, newFromMsc, newToMsc, kind, State.OPEN, "the terminal did not tell this part yet");
    }

    /** The same with an end of its story. */
    public HistoryGap ended(State newState, String newNote) {
        return new HistoryGap(id, series, fromMsc, toMsc, kind, newState, newNote);
    }
}
