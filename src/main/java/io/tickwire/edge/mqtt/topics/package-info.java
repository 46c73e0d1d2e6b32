/** The platform's own MQTT topics: what it tells, and the signals that it takes. */
package io.tickwire.edge.mqtt.topics;
