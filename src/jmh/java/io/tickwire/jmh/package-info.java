/** Micro-benchmarks of the hot path; run them as src/docs/benchmarks.md says. */
package io.tickwire.jmh;
