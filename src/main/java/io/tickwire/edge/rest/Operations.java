package io.tickwire.edge.rest;

/** Operations of the OpenAPI document that belong together. */
interface Operations {

    /** Answers them. */
    void addTo(ApiRoutes api);
}
