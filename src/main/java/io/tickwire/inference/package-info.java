/**
 * Models: what they are asked ({@link io.tickwire.domain.Window}), how a window becomes their input, how their output
 * becomes a decision, which version answers, and how new ones are trained. Knows neither sockets nor the bus.
 */
package io.tickwire.inference;
