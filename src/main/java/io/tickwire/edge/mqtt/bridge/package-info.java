/** Brokers elsewhere that topics are exchanged with. Whether they are there never matters to trading. */
package io.tickwire.edge.mqtt.bridge;
