package io.tickwire.edge.inference;

import io.tickwire.protocol.CloseCode;

/** Why a client is not served; it is told so in its language, once that is known. */
record TurnedAway(CloseCode code, String why) {}
