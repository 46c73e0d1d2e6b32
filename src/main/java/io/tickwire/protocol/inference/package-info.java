/** The inference socket's text: closing prices in, {@code buy} or {@code sell} out. Pure. */
package io.tickwire.protocol.inference;
