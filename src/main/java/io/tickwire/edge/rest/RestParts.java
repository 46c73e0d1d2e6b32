package io.tickwire.edge.rest;

import io.tickwire.session.RequestRates;

/**
 * What the HTTP sides of a node's edges share.
 *
 * @param contract the API's document
 * @param rates requests by identity, over all edges
 */
public record RestParts(ApiContract contract, RequestRates rates) {}
