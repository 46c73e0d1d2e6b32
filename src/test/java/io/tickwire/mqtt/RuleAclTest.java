package io.tickwire.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.domain.Identity;
import io.tickwire.domain.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RuleAclTest {

    private static Who who(String subject, String clientId, Set<String> accounts, Scope... scopes) {
        return new Who(
                new Identity(subject, Set.of(scopes), accounts, Long.MAX_VALUE, "key:" + subject),
                "127.0.0.1",
                clientId);
    }

    private static Who ann(String clientId) {
        return who("ann", clientId, Set.of(), Scope.TRADE);
    }

    /** Rules like "read a/#", or "deny b for bob". */
    private static RuleAcl acl(String... rules) {
        String json = Arrays.stream(rules)
                .map(rule -> rule.split(" "))
                .map(words -> "{\"access\": \"" + words[0] + "\", \"topic\": \"" + words[1] + "\""
                        + (words.length > 3 ? ", \"subjects\": [\"" + words[3] + "\"]" : "") + "}")
                .collect(Collectors.joining(", "));
        return new RuleAcl(TestServer.config("\"acl\": [" + json + "]"), PlatformTree.NONE);
    }

    @Test
    void withoutRulesTheScopesDecide() {
        RuleAcl none = acl();
        Who reader = who("r", "c", Set.of(), Scope.READ);
        Who feeder = who("f", "c", Set.of(), Scope.FEED);
        assertEquals(List.of(true, false), List.of(none.mayRead(reader, "#"), none.mayWrite(reader, "t")));
        assertEquals(List.of(false, true), List.of(none.mayRead(feeder, "#"), none.mayWrite(feeder, "t")));
    }

    @Test
    void whatNoRuleAllowsIsRefused() {
        RuleAcl rules = acl("read in/#", "write out/+", "all both");
        Who ann = ann("c");
        assertEquals(
                List.of(true, true, false, false, true, false, true, true),
                List.of(
                        rules.mayRead(ann, "in/x"),
                        rules.mayRead(ann, "in/+/y/#"),
                        rules.mayRead(ann, "out/x"),
                        rules.mayRead(ann, "#"),
                        rules.mayWrite(ann, "out/x"),
                        rules.mayWrite(ann, "in/x"),
                        rules.mayRead(ann, "both"),
                        rules.mayWrite(ann, "both")));
    }

    @Test
    void aRuleIsForItsSubjectsOnly() {
        RuleAcl rules = acl("all # for bob", "read news");
        assertEquals(
                List.of(false, true, true),
                List.of(
                        rules.mayWrite(ann("c"), "news"),
                        rules.mayRead(ann("c"), "news"),
                        rules.mayWrite(who("bob", "c", Set.of()), "news")));
    }

    @Test
    void aDenyWinsWhereverItStands() {
        for (RuleAcl rules : List.of(acl("deny a/secret", "all #"), acl("all #", "deny a/secret"))) {
            assertEquals(
                    List.of(false, true, false),
                    List.of(
                            rules.mayWrite(ann("c"), "a/secret"),
                            rules.mayWrite(ann("c"), "a/open"),
                            rules.mayRead(ann("c"), "a/secret")));
        }
    }

    @Test
    void whatIsDeniedInsideOfAFilterIsWithheld() {
        RuleAcl rules = acl("all #", "deny a/secret/#", "deny %c/own", "deny other for bob");
        Who ann = ann("c");
        assertEquals(true, rules.mayRead(ann, "#"));
        assertEquals(List.of("a/secret/#", "c/own"), rules.withheld(ann, "#"));
        assertEquals(List.of("a/secret/#"), rules.withheld(ann, "a/+"));
        assertEquals(List.of(), rules.withheld(ann, "b"));
        assertEquals(false, rules.mayRead(ann, "a/secret/x/+"));
        // Of whom it cannot be said what is denied, all is.
        assertEquals(List.of("x"), rules.withheld(ann("#"), "x"));
    }

    @Test
    void namesOfTheClientArePutIn() {
        RuleAcl rules = acl("all clients/%c/#", "all users/%u/%c");
        assertEquals(
                List.of(true, false, true, false),
                List.of(
                        rules.mayRead(ann("c1"), "clients/c1/x"),
                        rules.mayRead(ann("c1"), "clients/c2/x"),
                        rules.mayWrite(ann("c1"), "users/ann/c1"),
                        rules.mayWrite(ann("c1"), "users/bob/c1")));
    }

    @ParameterizedTest
    @CsvSource({"#", "+", "c/d", "%u", "a+b", "''"})
    void aNameThatIsMoreThanALevelIsPutInNowhere(String clientId) {
        RuleAcl rules = acl("all clients/%c");
        for (String topic : List.of("clients/x", "clients/" + clientId, "clients/ann", "clients/#", "clients/+")) {
            assertEquals(false, rules.mayRead(ann(clientId), topic), topic);
        }
        assertEquals(false, rules.mayWrite(ann(clientId), "clients/x"));
    }

    @Test
    void aDenyForANameThatIsMoreThanALevelDeniesAll() {
        RuleAcl rules = acl("all #", "deny clients/%c");
        assertEquals(
                List.of(false, false, true),
                List.of(
                        rules.mayRead(ann("a/b"), "x"),
                        rules.mayWrite(ann("a/b"), "x"),
                        rules.mayWrite(ann("ok"), "x")));
    }

    @Test
    void nobodyPublishesToThePlatformsTopicsButSignalsToOnesOwnAccounts() {
        RuleAcl acl = new RuleAcl(
                TestServer.config("\"acl\": [{\"topic\": \"#\"}]"), PlatformTree.of("tickwire", List.of("a1", "a2")));
        Who trader = who("ann", "c", Set.of("a1"), Scope.TRADE);
        Who reader = who("ann", "c", Set.of("a1"), Scope.READ);
        assertEquals(
                List.of(true, false, false, false, false, true),
                List.of(
                        acl.mayWrite(trader, "tickwire/signals/a1"),
                        acl.mayWrite(trader, "tickwire/signals/a2"),
                        acl.mayWrite(trader, "tickwire/signals/a1/outcome"),
                        acl.mayWrite(trader, "tickwire/ticks/EURUSD"),
                        acl.mayWrite(reader, "tickwire/signals/a1"),
                        acl.mayWrite(trader, "mine")));
    }

    @ParameterizedTest
    @CsvSource({
        "tickwire/ticks/#,true",
        "tickwire/accounts/a1/#,true",
        "tickwire/accounts/a2/info,false",
        "tickwire/accounts/+/info,false",
        "tickwire/signals/a2/outcome,false",
        "tickwire/#,false",
        "#,false",
        "+/x,true"
    })
    void ofAccountsOneSeesOnesOwn(String filter, boolean open) {
        RuleAcl acl = new RuleAcl(TestServer.config(""), PlatformTree.of("tickwire", List.of("a1", "a2")));
        assertEquals(open, acl.mayRead(who("ann", "c", Set.of("a1"), Scope.READ), filter));
        assertEquals(true, acl.mayRead(who("ann", "c", Set.of(), Scope.READ), filter));
    }
}
