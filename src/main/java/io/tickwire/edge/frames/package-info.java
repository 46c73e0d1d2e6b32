/** RFC 6455 by the letter: the handshake, frames in, messages out. */
package io.tickwire.edge.frames;
