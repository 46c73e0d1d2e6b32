/** The load that measures MQTT brokers: ours, Debian's mosquitto, any other. */
package io.tickwire.bench.mqtt;
