package io.tickwire.market;

import io.tickwire.terminal.TerminalGateway;

/**
 * What the poller of a terminal leaves to the one that takes its place: the market with its numbers, and what the
 * terminal told meanwhile. Owner: the poller's context, one at a time.
 */
public final class MarketSeat {
    private final MarketDesk market;
    private final TerminalRelay relay = new TerminalRelay();
    private boolean waitingForSubscriber;
    private boolean open;
    private boolean flowing;

    /** @param waitingForSubscriber whether ticks are held back until somebody wants them */
    public MarketSeat(MarketDesk market, TerminalGateway gateway, boolean waitingForSubscriber) {
        this.market = market;
        this.waitingForSubscriber = waitingForSubscriber;
        gateway.onEvent(relay::event);
    }

    public MarketDesk market() {
        return market;
    }

    public TerminalRelay relay() {
        return relay;
    }

    /** Whether ticks are held back until somebody wants them. */
    public boolean isWaitingForSubscriber() {
        return waitingForSubscriber;
    }

    /** Somebody wants them. */
    public void release() {
        waitingForSubscriber = false;
    }

    /** Whether the market of a connected terminal is open. */
    public boolean isOpen() {
        return open;
    }

    public void opened() {
        open = true;
    }

    /** Whether ticks were asked for already. */
    public boolean isFlowing() {
        return flowing;
    }

    public void flows() {
        flowing = true;
    }
}
