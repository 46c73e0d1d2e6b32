/**
 * N-BEATS, the forecasting network of Oreshkin, Carpov, Chapados and Bengio, "N-BEATS: Neural basis expansion analysis
 * for interpretable time series forecasting", ICLR 2020 (arXiv:1905.10437), in the forms of the paper and in that of
 * pytorch_forecasting's defaults. Blocks of rectified layers each look at what the blocks before them left unexplained,
 * explain a part of it (backcast) and add their part of the forecast.
 */
package io.tickwire.inference.nbeats;
