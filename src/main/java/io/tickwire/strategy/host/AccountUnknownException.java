package io.tickwire.strategy.host;

/** Nobody can tell what an account holds now: a strategy waits with its start until somebody can. */
final class AccountUnknownException extends Exception {
    private static final long serialVersionUID = 1L;

    AccountUnknownException(String message) {
        super("account " + message, null, false, false);
    }
}
