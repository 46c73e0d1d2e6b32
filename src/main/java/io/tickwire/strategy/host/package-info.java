/** A strategy at work: its thread, its versions and how one follows the other, its orders, and what is watched. */
package io.tickwire.strategy.host;
