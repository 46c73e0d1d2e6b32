package io.tickwire.domain;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * Who somebody is and what that allows. Made by whoever checked a credential.
 *
 * @param subject name; quotas count by it, the journal and the audit log show it
 * @param scopes as granted; what they imply is in {@link #may}
 * @param accounts whose signals, positions and risk are open to it; empty = all
 * @param expiresMsc epoch milliseconds UTC from which it is nobody any more; {@link Long#MAX_VALUE} = never
 * @param credential which key vouched for it, for example {@code key:3f2a}; empty = none was asked for
 */
public record Identity(String subject, Set<Scope> scopes, Set<String> accounts, long expiresMsc, String credential) {

    public Identity {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(credential, "credential");
        scopes = Set.copyOf(scopes);
        accounts = Set.copyOf(accounts);
    }

    /**
     * Somebody on a node without authentication, named by the IP address.
     *
     * @param here whether it is on this machine and no proxy stands between: only then it may administer
     */
    public static Identity anonymous(String ip, boolean here) {
        Set<Scope> scopes = here ? EnumSet.allOf(Scope.class) : EnumSet.of(Scope.READ, Scope.TRADE, Scope.FEED);
        return new Identity(ip, scopes, Set.of(), Long.MAX_VALUE, "");
    }

    /**
     * Trading and administering need to read, and who trades may feed. Administering does not trade: who holds the
     * brake is not by that a trader.
     */
    public boolean may(Scope scope) {
        return scopes.contains(scope)
                || scope == Scope.READ && (scopes.contains(Scope.TRADE) || scopes.contains(Scope.ADMIN))
                || scope == Scope.FEED && scopes.contains(Scope.TRADE);
    }

    /** Whether an account is open to it. */
    public boolean mayUse(String account) {
        return accounts.isEmpty() || accounts.contains(account);
    }

    public boolean isAuthenticated() {
        return !credential.isEmpty();
    }

    public boolean isExpired(long nowMsc) {
        return nowMsc >= expiresMsc;
    }
}
