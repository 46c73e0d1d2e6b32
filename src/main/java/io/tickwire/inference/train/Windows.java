package io.tickwire.inference.train;

/** Numbered windows to learn from or to be measured with. Any thread, as long as each has a {@link Sample} of its own. */
public interface Windows {

    int count();

    /** Fills the sample with a window. */
    void read(int index, Sample sample);
}
