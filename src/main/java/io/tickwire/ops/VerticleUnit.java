package io.tickwire.ops;

import io.vertx.core.Deployable;
import java.util.List;
import java.util.function.Supplier;

/**
 * A kind of verticle that a node runs.
 *
 * @param name shown to operators, for example {@code TickPoller sim}: its kind, and what it is for
 * @param instances how many
 * @param factory makes one instance; called again for each redeploy
 * @param addresses bus addresses it serves or publishes to
 */
public record VerticleUnit(String name, int instances, Supplier<? extends Deployable> factory, List<String> addresses) {

    /** The first word of its name. */
    public String kind() {
        int space = name.indexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }

    /** What may be done with it at run time. */
    public UnitPolicy policy() {
        return UnitPolicy.of(kind());
    }
}
