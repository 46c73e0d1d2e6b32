/**
 * Computation graphs: built, differentiated, and written as ONNX files. Pure values and bytes, but for {@link io.tickwire.inference.onnx.Ort}, the way to the runtime that runs them.
 */
package io.tickwire.inference.onnx;
