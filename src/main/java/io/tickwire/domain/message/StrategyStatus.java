package io.tickwire.domain.message;

import java.util.List;
import java.util.Map;

/**
 * How a strategy is.
 *
 * @param state what it does
 * @param reason why it does not run, or what went wrong last; empty = nothing
 * @param running the version that trades; null = none
 * @param shadow the version that decides beside it; null = none
 * @param problems of the files in the folder now; empty = none
 * @param settings present values, and what may be set
 * @param result of its trades
 * @param versions that can be gone back to, newest first
 * @param gauges figures that the strategy shows
 */
public record StrategyStatus(
        String id,
        State state,
        String reason,
        Version running,
        Shadow shadow,
        List<FileProblem> problems,
        List<Setting> settings,
        Result result,
        List<Version> versions,
        Map<String, Double> gauges) {

    /** What it does. */
    public enum State {
        /** Its folder says so, or an administrator. */
        OFF,
        /** A version is on its way. */
        STARTING,
        RUNNING,
        /** Stopped by the platform, or could not be started; the reason says why. */
        FAILED
    }

    /**
     * @param version the author's
     * @param hash of its files
     * @param number rises with each version that the host ran
     * @param sinceMsc when it took over, epoch milliseconds; 0 = it does not run
     * @param ticks that it saw
     * @param faults that it threw
     * @param waiting events that wait for it
     */
    public record Version(
            String version, String hash, int number, long sinceMsc, long ticks, long faults, int waiting) {}

    /**
     * @param agreed decisions that both made
     * @param onlyRunning decisions of the running version that the shadow did not make
     * @param onlyShadow decisions that only the shadow made
     */
    public record Shadow(Version version, long agreed, long onlyRunning, long onlyShadow) {

        /** Share of decisions that both made, 0 to 1; 1 while there were none. */
        public double agreement() {
            long all = agreed + onlyRunning + onlyShadow;
            return all == 0 ? 1 : (double) agreed / all;
        }
    }

    /** @param line counted from 1, 0 = the whole file */
    public record FileProblem(String file, long line, long column, boolean warning, String message) {}

    /** @param value present one; a whole number, number, switch or text as the default is */
    public record Setting(String name, Object value, Object standard, String doc) {}

    /**
     * @param positions open now
     * @param lots open now
     * @param realised by what was closed since its first start, account currency
     * @param floating of what is open
     * @param orders sent
     * @param refused orders that were refused or failed
     */
    public record Result(
            int positions,
            double lots,
            double realised,
            double floating,
            long trades,
            long wins,
            long orders,
            long refused) {}

    public StrategyStatus {
        problems = List.copyOf(problems);
        settings = List.copyOf(settings);
        versions = List.copyOf(versions);
        gauges = Map.copyOf(gauges);
    }
}
