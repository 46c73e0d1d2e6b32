/**
 * The kill test: a bridge under load is killed again and again, its broker lives on and loses replies; afterwards what
 * clients were told, what the journal says and what the broker booked must agree.
 */
package io.tickwire.bench.kill;
