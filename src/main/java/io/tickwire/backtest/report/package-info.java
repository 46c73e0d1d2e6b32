/** Results as JSON, and as one page that needs nothing else. */
package io.tickwire.backtest.report;
