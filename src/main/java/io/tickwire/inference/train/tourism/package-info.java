/**
 * The yearly series of the tourism forecasting competition (Athanasopoulos, Hyndman, Song, Wu, "The tourism forecasting
 * competition", International Journal of Forecasting 27, 2011), forecast as the N-BEATS paper does: how the trainer
 * compares with published figures. Blocks.
 */
package io.tickwire.inference.train.tourism;
