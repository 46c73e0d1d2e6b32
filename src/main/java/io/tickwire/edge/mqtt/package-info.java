/** The doors of the MQTT server: ports, connections, credentials. */
package io.tickwire.edge.mqtt;
