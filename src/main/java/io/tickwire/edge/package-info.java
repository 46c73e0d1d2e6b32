/** What a WebSocket and HTTP edge is made of: sessions, their requests, subscriptions and pages. */
package io.tickwire.edge;
