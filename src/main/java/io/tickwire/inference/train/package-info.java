/**
 * Makes models: windows of series, gradient descent with ONNX Runtime as the engine, honest figures, and the folder of
 * files that a node runs. Knows neither sockets nor the bus; blocks, so it never runs on an event loop.
 */
package io.tickwire.inference.train;
