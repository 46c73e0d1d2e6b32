/** The inference socket: plain text over TCP and WebSocket on one port, told apart by the first bytes. */
package io.tickwire.edge.inference;
