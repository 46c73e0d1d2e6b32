package io.tickwire.domain.message;

import io.tickwire.domain.AccountSnapshot;

/** An account's money changed. */
public record AccountEvent(String account, long epoch, long seq, long timeMsc, AccountSnapshot snapshot) {}
