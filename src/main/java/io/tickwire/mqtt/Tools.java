package io.tickwire.mqtt;

import io.tickwire.config.MqttConfig.MqttLimitsConfig;
import io.tickwire.ops.Clock;
import io.tickwire.ops.MqttMetrics;

/** What the parts of a broker share. Owner: the broker's thread. */
record Tools(MqttLimitsConfig limits, Clock clock, MqttMetrics metrics, Ledger ledger, Budget budget, Agenda agenda) {}
