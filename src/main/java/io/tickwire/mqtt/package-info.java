/**
 * The MQTT server: sessions, subscriptions, retained messages, wills. Everything here belongs to one thread at a time, that
 * of the {@link io.tickwire.mqtt.Mailbox} that the node gives it; connections live elsewhere and hand packets in.
 */
package io.tickwire.mqtt;
