/** MQTT 3.1.1 and 5.0: packets, and how they are read and written. Pure. */
package io.tickwire.protocol.mqtt;
