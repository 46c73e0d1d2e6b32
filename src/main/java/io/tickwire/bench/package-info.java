/** The load harness: open-loop benches that compare a node with a bare Vert.x server in the same run. */
package io.tickwire.bench;
