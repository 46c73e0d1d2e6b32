package io.tickwire.inference.train;

/** Training went to infinity. */
public final class DivergedException extends Exception {
    private static final long serialVersionUID = 1L;

    DivergedException(int epoch, double learningRate) {
        super("the loss is no number any more after epoch " + epoch + ": take a learning rate below " + learningRate);
    }
}
