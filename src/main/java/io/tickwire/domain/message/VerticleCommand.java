package io.tickwire.domain.message;

import java.util.Objects;

/**
 * Something to do with a kind of verticle while the node runs.
 *
 * @param name as the list of verticles has it
 * @param instances how many shall run, with {@link Kind#SCALE}; also with {@link Kind#REDEPLOY}, 0 = as many as before
 * @param force with {@link Kind#UNDEPLOY}: also where others cannot do without it
 */
public record VerticleCommand(Kind kind, String name, int instances, boolean force) {

    /** What to do. */
    public enum Kind {
        /** New instances take the place of those that run. */
        REDEPLOY,
        /** More or fewer instances. */
        SCALE,
        /** None, until it is deployed again. */
        UNDEPLOY,
        /** After {@link #UNDEPLOY}, or at once while it waits for its next try. */
        DEPLOY
    }

    public VerticleCommand {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
    }

    public static VerticleCommand redeploy(String name) {
        return new VerticleCommand(Kind.REDEPLOY, name, 0, false);
    }

    /** The same with so many instances. */
    public VerticleCommand with(int count) {
        return new VerticleCommand(kind, name, count, force);
    }

    public static VerticleCommand scale(String name, int instances) {
        return new VerticleCommand(Kind.SCALE, name, instances, false);
    }

    public static VerticleCommand undeploy(String name, boolean force) {
        return new VerticleCommand(Kind.UNDEPLOY, name, 0, force);
    }

    public static VerticleCommand deploy(String name) {
        return new VerticleCommand(Kind.DEPLOY, name, 0, false);
    }
}
