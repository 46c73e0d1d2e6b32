package io.tickwire.edge.rest;

import io.vertx.ext.web.Router;

/** Pages that belong together. */
interface PageGroup {

    /** Adds them, behind the gate. */
    void routes(Router router);
}
