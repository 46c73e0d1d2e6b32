package io.tickwire.backtest.stats;

import java.util.List;
import java.util.function.DoublePredicate;

/**
 * Rows of trades that follow each other and are of a kind.
 *
 * @param bestSum the sum that is farthest from zero
 * @param bestCount trades of that row
 * @param longestSum the sum of the longest row; of several, the first
 * @param averageCount mean length, rounded
 */
record Rows(double bestSum, int bestCount, double longestSum, int longestCount, int averageCount) {

    static Rows of(List<Trade> trades, DoublePredicate kind) {
        double bestSum = 0;
        int bestCount = 0;
        double longestSum = 0;
        int longestCount = 0;
        int rows = 0;
        int all = 0;
        double sum = 0;
        int count = 0;
        for (Trade trade : trades) {
            if (!kind.test(trade.result())) {
                sum = 0;
                count = 0;
                continue;
            }
            rows += count == 0 ? 1 : 0;
            sum += trade.result();
            count++;
            all++;
            if (Math.abs(sum) > Math.abs(bestSum)) {
                bestSum = sum;
                bestCount = count;
            }
            if (count > longestCount) {
                longestSum = sum;
                longestCount = count;
            }
        }
        return new Rows(
                bestSum, bestCount, longestSum, longestCount, rows == 0 ? 0 : (int) Math.round((double) all / rows));
    }
}
