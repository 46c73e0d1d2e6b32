/**
 * Computation graphs: built, differentiated, and written as ONNX files. Pure values and bytes; knows no runtime.
 */
package io.tickwire.inference.onnx;
