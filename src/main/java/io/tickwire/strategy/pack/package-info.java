/** A strategy's folder: its descriptor, its source or jars, and how instances are made of them. Blocks on files. */
package io.tickwire.strategy.pack;
