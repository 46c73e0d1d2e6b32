package io.tickwire.inference.train;

/** Who wants to know how far training is. Called on the training thread; must not block for long. */
public interface Progress {
    Progress NONE = new Progress() {};

    /**
     * After each step.
     *
     * @param step in this epoch, from 1
     * @param windows that each step learns from
     */
    default void step(int epoch, int step, int steps, int windows, double loss) {}

    default void epoch(Epoch epoch) {}
}
