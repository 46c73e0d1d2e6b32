/** Questions to models as JSON over HTTP: our own form, and the Open Inference Protocol. */
package io.tickwire.protocol.models;
