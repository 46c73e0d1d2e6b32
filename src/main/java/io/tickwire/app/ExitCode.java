package io.tickwire.app;

/** What the process ends with. */
public enum ExitCode {
    OK(0),
    FAILED(1),
    CONFIGURATION(2),
    PORT_TAKEN(3),
    JOURNAL_IN_USE(4);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
