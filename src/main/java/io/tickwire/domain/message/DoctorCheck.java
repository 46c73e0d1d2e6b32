package io.tickwire.domain.message;

import java.util.Locale;
import java.util.Objects;

/**
 * One thing that was looked at.
 *
 * @param name what, for example {@code terminal sim}
 * @param evidence what was seen, with figures
 * @param fix what to do; empty unless the state is warn or fail
 */
public record DoctorCheck(String name, State state, String evidence, String fix) {

    /** How it is; later is worse, and what was skipped says nothing. */
    public enum State {
        SKIPPED,
        OK,
        WARN,
        FAIL;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public DoctorCheck {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(evidence, "evidence");
        Objects.requireNonNull(fix, "fix");
    }

    public static DoctorCheck ok(String name, String evidence) {
        return new DoctorCheck(name, State.OK, evidence, "");
    }

    public static DoctorCheck warn(String name, String evidence, String fix) {
        return new DoctorCheck(name, State.WARN, evidence, fix);
    }

    public static DoctorCheck fail(String name, String evidence, String fix) {
        return new DoctorCheck(name, State.FAIL, evidence, fix);
    }

    /** @param why it could not or need not be looked at */
    public static DoctorCheck skipped(String name, String why) {
        return new DoctorCheck(name, State.SKIPPED, why, "");
    }

    /** The worst state of all; ok when nothing was looked at. */
    public static State worst(Iterable<DoctorCheck> checks) {
        State worst = State.OK;
        for (DoctorCheck check : checks) {
            worst = check.state().compareTo(worst) > 0 ? check.state() : worst;
        }
        return worst;
    }
}
