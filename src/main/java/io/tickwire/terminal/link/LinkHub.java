package io.tickwire.terminal.link;

import io.tickwire.protocol.terminal.LinkMessage;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where connections meet the terminals of the configuration: login to gateway. Any thread. */
public final class LinkHub {
    private final Map<Long, LinkGateway> gateways = new ConcurrentHashMap<>();

    /** Makes a gateway known under the login of its account. */
    public void register(long login, LinkGateway gateway) {
        gateways.put(login, gateway);
    }

    /** Name of the account that a terminal with this login is for; empty when there is none. */
    public Optional<String> account(long login) {
        return Optional.ofNullable(gateways.get(login)).map(LinkGateway::id);
    }

    /** Hands a connection to the gateway of its account; empty when no terminal has this account. */
    public Optional<LinkGateway> attach(LinkPeer peer, LinkMessage.Hello hello) {
        Optional<LinkGateway> gateway = Optional.ofNullable(gateways.get(hello.account()));
        gateway.ifPresent(known -> known.attach(peer, hello));
        return gateway;
    }
}
