/** Questions, answers and events that verticles exchange over the bus: immutable, {@code java.*} only. */
package io.tickwire.domain.message;
