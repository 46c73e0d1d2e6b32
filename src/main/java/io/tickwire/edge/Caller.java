package io.tickwire.edge;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Identity;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Scope;
import io.vertx.ext.web.RoutingContext;

/**
 * Who talks to a door, from where.
 *
 * @param ip the client's, as far as a proxy that we trust tells it
 * @param client what it calls itself, empty when it does not say
 */
public record Caller(Identity identity, String ip, String client) {
    private static final String KEY = "tickwire.caller";

    /** A program on this machine, of a node without authentication. */
    public static Caller local(String ip) {
        return new Caller(Identity.anonymous(ip, true), ip, "");
    }

    /** Who sent a request that the gate let through. */
    public static Caller of(RoutingContext ctx) {
        return ctx.get(KEY);
    }

    public void attach(RoutingContext ctx) {
        ctx.put(KEY, this);
    }

    /** For the journal and the audit log: subject and credential. */
    public String who() {
        return identity.isAuthenticated() ? identity.subject() + "/" + identity.credential() : identity.subject();
    }

    /** Why a scope is not there, or null when it is. */
    public Refusal lacks(Scope scope) {
        if (identity.may(scope)) {
            return null;
        }
        String message = "This needs the scope " + scope.wire();
        return Refusal.of(ErrorCode.FORBIDDEN, message)
                .with("scope", scope.wire())
                .with(
                        "suggestion",
                        identity.isAuthenticated()
                                ? "show a token or key that has it"
                                : "authentication is off: this is only for programs on the node's own machine, not through a"
                                        + " proxy; set auth.enabled for others");
    }

    /** Why an account is not open, or null when it is. */
    public Refusal lacks(String account) {
        return identity.mayUse(account)
                ? null
                : Refusal.of(ErrorCode.FORBIDDEN, "Account " + account + " is not open to " + identity.subject())
                        .with("account", account)
                        .with("suggestion", "show a token or key whose accounts include it");
    }

    /** Why a scope on an account is not there, or null when both are. */
    public Refusal lacks(Scope scope, String account) {
        Refusal refusal = lacks(scope);
        return refusal == null ? lacks(account) : refusal;
    }
}
