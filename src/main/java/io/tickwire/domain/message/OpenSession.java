package io.tickwire.domain.message;

/**
 * A connection asks to be let in.
 *
 * @param session its id, unique on the node
 * @param profile which quota it counts against
 * @param readmit true when it was let in before and only tells a new guard of itself
 */
public record OpenSession(String session, Profile profile, String ip, boolean readmit) {

    /** What a connection speaks. */
    public enum Profile {
        BRIDGE("bridge"),
        TICKS("ticks"),
        DASHBOARD("dashboard"),
        ECHO("echo");

        private final String label;

        Profile(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
