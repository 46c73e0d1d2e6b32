package io.tickwire.domain.message;

import io.tickwire.domain.Deal;
import java.util.List;

/**
 * Deals, the oldest first.
 *
 * @param next ticket after which the next page begins, 0 = this was the last
 */
public record DealsPage(List<Deal> deals, long next) {}
