package io.tickwire.it.hot;

import java.util.ArrayList;
import java.util.List;

/** The sequence numbers that one subscriber saw: what is missing, what came twice. Any thread. */
final class SeqLog {
    private static final int MAX_TOLD = 20;

    private final List<String> wrong = new ArrayList<>();
    private long last;
    private long count;
    private boolean gapAllowed;

    /** A tick that is not a repetition of what was known before. */
    synchronized void saw(long seq) {
        if (last != 0 && seq <= last) {
            tell("twice " + seq + " after " + last);
        } else if (last != 0 && seq != last + 1 && !gapAllowed) {
            tell("missed " + (last + 1) + " to " + (seq - 1));
        }
        gapAllowed = false;
        last = Math.max(last, seq);
        count++;
    }

    private void tell(String what) {
        if (wrong.size() < MAX_TOLD) {
            wrong.add(what);
        }
    }

    /** What comes next may leave some out: this subscriber was away, and there is no asking for what it missed. */
    synchronized void mayMiss() {
        gapAllowed = true;
    }

    synchronized long last() {
        return last;
    }

    synchronized long count() {
        return count;
    }

    synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }
}
