package io.tickwire.edge.rest;

import io.tickwire.protocol.json.IsoTime;
import io.vertx.ext.web.RoutingContext;

/** The parameters of a request's query; what is not what it should be is a {@link RefusedRequest}. */
record Query(RoutingContext ctx) {
    private static final String WHOLE = "whole number from 1";

    String text(String name) {
        return ctx.request().getParam(name, "");
    }

    boolean has(String name) {
        return !text(name).isEmpty();
    }

    /** A positive number. */
    long number(String name, long absent) {
        String text = text(name);
        try {
            long number = text.isEmpty() ? absent : Long.parseLong(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new RefusedRequest(name, WHOLE, text);
        }
        throw new RefusedRequest(name, WHOLE, text);
    }

    /** How many rows a page has. */
    int limit(String name, int absent, int max) {
        long limit = number(name, absent);
        if (limit > max) {
            throw new RefusedRequest(name, WHOLE + " to " + max, text(name));
        }
        return (int) limit;
    }

    /** A time, epoch milliseconds. */
    long time(String name, long absent) {
        String text = text(name);
        // A plus sign of an offset that was not escaped arrives as a space.
        return text.isEmpty()
                ? absent
                : IsoTime.parse(text.replace(' ', '+'))
                        .orElseThrow(() -> new RefusedRequest(name, "ISO-8601 time", text));
    }
}
