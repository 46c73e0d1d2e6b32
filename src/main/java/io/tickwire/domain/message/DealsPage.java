package io.tickwire.domain.message;

import io.tickwire.domain.Deal;

/** Deals, the oldest first: tickets rise with time. */
public record DealsPage(TicketPage<Deal> page) {}
