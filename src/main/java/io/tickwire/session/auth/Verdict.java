package io.tickwire.session.auth;

import io.tickwire.domain.Identity;
import java.util.Locale;

/** What a credential turned out to be. */
public sealed interface Verdict {

    /** It vouches for somebody. */
    record Good(Identity identity) implements Verdict {}

    /** It vouches for nobody. */
    record Bad(Reason reason) implements Verdict {}

    /** Why a credential is not accepted. */
    enum Reason {
        MALFORMED("is not a token or key of this node"),
        TOO_LONG("is too long"),
        UNKNOWN_KEY("is not signed with a key of this node"),
        WRONG_ALGORITHM("is not signed with the algorithm of its key"),
        BAD_SIGNATURE("has a wrong signature"),
        NO_EXPIRY("has no exp, and one that never ends is not accepted"),
        EXPIRED("has expired: get a new one"),
        NOT_YET("is not valid yet: its nbf is ahead of this node's clock"),
        WRONG_ISSUER("is of another issuer"),
        WRONG_AUDIENCE("is for another audience"),
        BAD_CLAIMS("has claims that cannot be used: sub, scope, accounts"),
        UNKNOWN("is not known here, or was revoked"),
        USED("was used before, or is older than its 30 seconds: get a new one by POST /auth/ticket");

        private final String told;

        Reason(String told) {
            this.told = told;
        }

        /** How metrics and the audit log call it. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * What the client is told. Of a signature that is wrong, or a key that is not there, only that it is not
         * accepted: whoever tries shall not learn how near it came.
         */
        String told() {
            return isGuess() ? "is not accepted" : told;
        }

        /** For the audit log. */
        String inFull() {
            return told;
        }

        /** Whether whoever shows it may be trying: what once was good, or was signed by a key of ours, is no guess. */
        boolean isGuess() {
            return switch (this) {
                case MALFORMED, TOO_LONG, UNKNOWN_KEY, WRONG_ALGORITHM, BAD_SIGNATURE, UNKNOWN -> true;
                case NO_EXPIRY, EXPIRED, NOT_YET, WRONG_ISSUER, WRONG_AUDIENCE, BAD_CLAIMS, USED -> false;
            };
        }
    }
}
