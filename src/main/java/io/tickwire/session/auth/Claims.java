package io.tickwire.session.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import io.tickwire.domain.Identity;
import io.tickwire.domain.Scope;
import java.text.ParseException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Who the claims of a token speak of. Pure. */
final class Claims {
    /** Readable in a log, and no way to forge a line of one. */
    static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private static final int MAX_ACCOUNTS = 1000;

    private Claims() {}

    /** Null when they cannot be used. */
    static Identity identity(JWTClaimsSet claims, String credential, long expiresMsc) throws ParseException {
        String subject = claims.getSubject();
        Set<String> accounts = accounts(claims);
        if (subject == null || !SUBJECT.matcher(subject).matches() || accounts == null) {
            return null;
        }
        return new Identity(subject, scopes(claims), accounts, expiresMsc, credential);
    }

    /** RFC 8693 §4.2 has one text with spaces between; others send a list. Words that are not ours are for others. */
    private static Set<Scope> scopes(JWTClaimsSet claims) throws ParseException {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        String line = claims.getStringClaim("scope");
        if (line != null) {
            List.of(line.split(" ")).forEach(word -> Scope.of(word).ifPresent(scopes::add));
        }
        List<String> list = claims.getStringListClaim("scopes");
        if (list != null) {
            list.forEach(word -> Scope.of(word).ifPresent(scopes::add));
        }
        return scopes;
    }

    /** An empty list is an error: taken for no limit it would open all accounts to who should have none. */
    private static Set<String> accounts(JWTClaimsSet claims) throws ParseException {
        if (claims.getClaim("accounts") == null) {
            return claims.getClaims().containsKey("accounts") ? null : Set.of();
        }
        List<String> list = claims.getStringListClaim("accounts");
        return list.isEmpty() || list.size() > MAX_ACCOUNTS || list.contains(null) ? null : new HashSet<>(list);
    }
}
