package io.tickwire.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Identity;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Scope;
import io.tickwire.domain.message.RiskCommand;
import io.tickwire.domain.message.TerminalCommand;
import io.tickwire.protocol.bridge.BridgeMessage;
import io.tickwire.protocol.ticks.StreamRequest;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AccessTest {

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource({
        "127.0.0.1, , true",
        "127.8.9.1, , true",
        "0:0:0:0:0:0:0:1, , true",
        "192.168.1.5, , false",
        "127.0.0.1, X-Forwarded-For, false",
        "127.0.0.1, x-forwarded-for, false",
        "127.0.0.1, Forwarded, false",
        "127.0.0.1, X-Real-IP, false",
        "127.0.0.1, Via, false",
        "127.0.0.1, Client-ID, true",
    })
    void isHereUnlessAProxyStandsBetween(String peer, String header, boolean here) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (header != null) {
            headers.add(header, "x");
        }
        assertEquals(here, Access.isHere(peer, headers));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "                          | 10.0.0.9",
                "203.0.113.7               | 203.0.113.7",
                "1.1.1.1, 203.0.113.7      | 203.0.113.7",
                "203.0.113.7, nonsense     | 10.0.0.9",
                "example.com               | 10.0.0.9",
                "2001:db8::1               | 2001:db8::1",
            })
    void takesOnlyTheAddressThatTheProxyItselfWrote(String line, String ip) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (line != null) {
            headers.add("X-Forwarded-For", line);
        }
        assertEquals(ip, Access.forwarded(headers, "10.0.0.9"));
    }

    @Test
    void aMessageAsksFor() {
        RiskCommand halt = new RiskCommand(RiskCommand.Kind.HALT, "", "", false, false, "", 1);
        assertEquals(Optional.of(Scope.ADMIN), MessageScopes.needed(new BridgeMessage.Admin("", halt)));
        assertEquals(Optional.of(Scope.READ), MessageScopes.needed(new BridgeMessage.Admin("", RiskCommand.report())));
        for (TerminalCommand.Kind kind : TerminalCommand.Kind.values()) {
            assertEquals(
                    Optional.of(kind == TerminalCommand.Kind.STATUS ? Scope.READ : Scope.ADMIN),
                    MessageScopes.needed(new BridgeMessage.Command(new TerminalCommand(kind, "", 0, ""))));
        }
        assertEquals(Optional.of(Scope.FEED), MessageScopes.needed(new BridgeMessage.AccountInfo(1, 1, 1)));
        assertEquals(Optional.of(Scope.READ), MessageScopes.needed(new BridgeMessage.GetTicks("EURUSD", 5)));
        assertEquals(Optional.of(Scope.READ), MessageScopes.needed(new BridgeMessage.AccountCommand()));
        assertEquals(
                Optional.of(Scope.READ),
                MessageScopes.needed(new BridgeMessage.Stream(new StreamRequest.GetSymbols(0, 5))));
        assertEquals(Optional.empty(), MessageScopes.needed(new BridgeMessage.Stream(new StreamRequest.Ping())));
        assertEquals(Optional.empty(), MessageScopes.needed(new BridgeMessage.Connection()));
    }

    @Test
    void saysWhatIsLackingAndHowToGetIt() {
        Caller caller = new Caller(
                new Identity("desk", Set.of(Scope.TRADE), Set.of("a"), Long.MAX_VALUE, "key:1"), "10.0.0.1", "");
        Refusal scope = caller.lacks(Scope.ADMIN, "a");
        assertEquals(ErrorCode.FORBIDDEN, scope.code());
        assertTrue(scope.message().contains("admin"), scope.message());
        Refusal account = caller.lacks(Scope.TRADE, "b");
        assertTrue(account.message().contains("Account b is not open to desk"), account.message());
        assertEquals(null, caller.lacks(Scope.TRADE, "a"));
        Caller proxied = new Caller(Identity.anonymous("127.0.0.1", false), "127.0.0.1", "");
        assertTrue(proxied.lacks(Scope.ADMIN)
                .details()
                .get("suggestion")
                .toString()
                .contains("authentication is off"));
        assertEquals(List.of("desk/key:1", "127.0.0.1"), List.of(caller.who(), proxied.who()));
    }
}
