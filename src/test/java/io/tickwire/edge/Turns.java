package io.tickwire.edge;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/** Lets an event loop go on until what was published there has arrived and been written. */
final class Turns {
    private static final int ENOUGH = 4;

    private Turns() {}

    static Future<Void> pass(Context context) {
        Promise<Void> passed = Promise.promise();
        pass(context, ENOUGH, passed);
        return passed.future();
    }

    private static void pass(Context context, int turns, Promise<Void> passed) {
        context.runOnContext(v -> {
            if (turns == 0) {
                passed.complete();
            } else {
                pass(context, turns - 1, passed);
            }
        });
    }
}
