/** Reads series of prices from files that people have. Blocks. */
package io.tickwire.inference.train.data;
