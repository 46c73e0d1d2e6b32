package io.tickwire.terminal.simulated;

import io.tickwire.config.FaultsConfig;
import io.tickwire.terminal.Retcode;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/**
 * What goes wrong on purpose: chances from the configuration, drawn from a seeded source, and rejections scripted one by
 * one. Any thread; every draw is atomic.
 */
final class Faults implements ReplyFaults {
    private static final double SPREAD = 0.5;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Random random;
    private final Deque<Retcode> scripted = new ArrayDeque<>();
    private FaultsConfig config;

    Faults(FaultsConfig config) {
        this.config = config;
        this.random = new Random(config.seed());
    }

    /** Changes all chances at once; the seed's sequence goes on. */
    synchronized void become(FaultsConfig next) {
        config = next;
    }

    /** Rejects the next request with this code; several are taken in their order. */
    synchronized void rejectNext(Retcode retcode) {
        scripted.add(retcode);
    }

    /** The rejection of this request, if there is one. */
    synchronized Optional<Retcode> reject() {
        if (!scripted.isEmpty()) {
            return Optional.of(scripted.poll());
        }
        if (!happens(config.rejectRate())) {
            return Optional.empty();
        }
        int code = config.rejectRetcode();
        return Arrays.stream(Retcode.values())
                .filter(retcode -> retcode.code() == code)
                .findFirst();
    }

    synchronized boolean requote() {
        return happens(config.requoteRate());
    }

    /** The share of an order that can be filled: 1, or something between a tenth and nine tenths. */
    synchronized double fillShare() {
        return happens(config.partialFillRate()) ? 0.1 + 0.8 * random.nextDouble() : 1;
    }

    /** Time that this request takes: log-normal around the median, inside the limits, and longer when the server stalls. */
    synchronized long latencyNanos() {
        return usualNanos() + (happens(config.stallRate()) ? config.stallFor().toNanos() : 0);
    }

    private long usualNanos() {
        long median = config.latencyMedian().toNanos();
        if (median == 0) {
            return config.latencyMin().toNanos();
        }
        double drawn = median * Math.exp(SPREAD * random.nextGaussian());
        double shortest = config.latencyMin().toNanos();
        return (long) Math.max(shortest, Math.min(drawn, config.latencyMax().toNanos()));
    }

    /** Whether this request finds the connection dropped. */
    synchronized boolean disconnect() {
        return happens(config.disconnectRate());
    }

    /** Time until the connection is lost by itself; empty = it is not. */
    synchronized OptionalLong connectedNanos() {
        double mean = config.disconnectEvery().toNanos();
        return mean > 0
                ? OptionalLong.of((long) Math.max(NANOS_PER_MILLI, -mean * Math.log(1 - random.nextDouble())))
                : OptionalLong.empty();
    }

    /** How long a lost connection stays away. */
    synchronized long disconnectedNanos() {
        return config.disconnectFor().toNanos();
    }

    /** How far the broker's clock is off. */
    synchronized long clockOffsetMs() {
        return config.clockOffsetMs();
    }

    @Override
    public synchronized boolean lose() {
        return happens(config.lostReplyRate());
    }

    @Override
    public synchronized boolean duplicate() {
        return happens(config.duplicateReplyRate());
    }

    private boolean happens(double chance) {
        return chance > 0 && random.nextDouble() < chance;
    }
}
