/**
 * Questions on their way to a model and back: the desk takes them on its context, a worker thread runs what is queued,
 * the desk's context hands the answers over.
 */
package io.tickwire.inference.serving;
