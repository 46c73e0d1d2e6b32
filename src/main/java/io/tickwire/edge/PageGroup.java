package io.tickwire.edge;

import io.vertx.ext.web.Router;

/** Pages that belong together. */
interface PageGroup {

    /** Adds them, behind the gate. */
    void routes(Router router);
}
