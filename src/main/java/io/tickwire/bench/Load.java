package io.tickwire.bench;

import io.vertx.core.Future;
import java.util.List;

/** One kind of load on one server, for one run. Owner: the load's context, which calls every method. */
public interface Load {

    /** Connects, and waits until the server is ready. */
    Future<Void> open(Target target);

    /** Sends; completes when the last message is out. */
    Future<Void> send(Schedule schedule);

    /** Whether all that is expected has come. */
    boolean settled();

    /** What was measured. */
    List<Measured> results();

    Future<Void> close();
}
