/** Many runs over the same data with other settings: grids, random samples, walk-forward. */
package io.tickwire.backtest.search;
