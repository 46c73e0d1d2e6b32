package io.tickwire.domain.message;

import io.tickwire.domain.Identity;
import io.tickwire.domain.Refusal;

/** Who it is, or why nobody; exactly one is null. */
public record AuthDecision(Identity identity, Refusal refusal) {}
