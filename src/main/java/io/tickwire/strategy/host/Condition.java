package io.tickwire.strategy.host;

import io.tickwire.domain.message.StrategyStatus.State;
import io.tickwire.domain.message.StrategyStatus.Version;
import io.tickwire.strategy.pack.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How a strategy's host is, for its parts and for who asks. Owner: the host's context. */
final class Condition {
    private static final int MAX_BAD = 1_000;

    private final Set<String> bad = new HashSet<>();
    private State state = State.OFF;
    private String reason = "";
    private List<Problem> problems = List.of();
    private List<Version> older = List.of();
    private String before = "";
    private long sinceMsc;

    State state() {
        return state;
    }

    /** Why it does not run, or what went wrong last. */
    String reason() {
        return reason;
    }

    void become(State next, String why) {
        state = next;
        reason = why;
    }

    /** It runs, and this should be known all the same. */
    void remark(String why) {
        reason = why;
    }

    List<Problem> problems() {
        return problems;
    }

    void problems(List<Problem> found) {
        problems = found;
    }

    /** Versions that can be gone back to. */
    List<Version> older() {
        return older;
    }

    void older(List<Version> versions) {
        older = versions;
    }

    /** Hash of the version that traded before the present one; empty = none did. */
    String before() {
        return before;
    }

    /** When the present version took over, epoch milliseconds. */
    long sinceMsc() {
        return sinceMsc;
    }

    /**
     * @param former hash of the version that it followed; empty = none
     * @param next its own
     */
    void tookOver(String former, String next, long nowMsc) {
        before = former.isEmpty() || former.equals(next) ? before : former;
        sinceMsc = nowMsc;
        become(State.RUNNING, "");
    }

    /** Whether a version had to be stopped: it is not started again by itself. */
    boolean isBad(String hash) {
        return bad.contains(hash);
    }

    void bad(String hash) {
        if (bad.size() < MAX_BAD) {
            bad.add(hash);
        }
    }

    /** An administrator wants to try again. */
    void forgive() {
        bad.clear();
    }
}
