/**
 * One version of a model: its manifest, how a window becomes its input and its output a decision, and the engine that
 * computes in between ({@link io.tickwire.inference.model.Graph}).
 */
package io.tickwire.inference.model;
