package io.tickwire.terminal.simulated;

/**
 * What goes wrong with answers on their way back. Each call draws anew; whoever carries the answer asks once for it. The
 * simulated terminal itself loses answers; a link that writes them to a wire asks whether to write one twice.
 */
public interface ReplyFaults {

    /** Whether the answer of an executed request gets lost. */
    boolean lose();

    /** Whether an answer arrives twice. */
    boolean duplicate();

    /** A reliable way back. */
    static ReplyFaults none() {
        return new ReplyFaults() {
            @Override
            public boolean lose() {
                return false;
            }

            @Override
            public boolean duplicate() {
                return false;
            }
        };
    }
}
