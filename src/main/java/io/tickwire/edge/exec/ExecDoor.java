package io.tickwire.edge.exec;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.AgentList;
import io.tickwire.domain.message.AgentsQuery;
import io.tickwire.domain.message.ExecMessage;
import io.tickwire.domain.message.ExecReply;
import io.tickwire.domain.message.ExecRequest;
import io.tickwire.domain.message.Origin;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.protocol.exec.ExecCodec;
import io.tickwire.protocol.exec.ExecReplies;
import io.vertx.core.Future;

/** Bytes of an Expert Advisor in, bytes out: the same for every door. Any context. */
public final class ExecDoor {
    private final TypedBus bus;
    private final String account;
    private final int maxBytes;
    private final Clock clock;
    private final Metrics metrics;

    /**
     * What is answered.
     *
     * @param type of the message, for measurements; a closed set
     */
    public record Answer(String type, byte[] body) {}

    /**
     * @param account whose risk they are judged by
     * @param maxBytes largest message that is read
     */
    public ExecDoor(TypedBus bus, String account, int maxBytes, Clock clock, Metrics metrics) {
        this.bus = bus;
        this.account = account;
        this.maxBytes = maxBytes;
        this.clock = clock;
        this.metrics = metrics;
    }

    public String account() {
        return account;
    }

    /** Answers one message; never fails. */
    public Future<Answer> ask(byte[] utf8, Origin origin) {
        ExecCodec.Read read = utf8.length > maxBytes ? ExecCodec.tooLarge(maxBytes) : ExecCodec.read(utf8);
        if (read.message() == null) {
            metrics.message(origin.door(), read.type(), "malformed");
            return Future.succeededFuture(new Answer(read.type(), read.error()));
        }
        return bus.request(Addresses.exec(account), new ExecRequest(read.message(), origin))
                .otherwise(failure -> unanswered(read.message(), failure))
                .map(reply -> {
                    metrics.message(origin.door(), read.type(), reply.status());
                    return new Answer(read.type(), ExecReplies.write(reply));
                });
    }

    /** Nobody judged it: that is a no. */
    private ExecReply unanswered(ExecMessage message, Throwable failure) {
        Refusal refusal = TypedBus.isUnavailable(failure)
                ? Refusal.of(
                        ErrorCode.TERMINAL_UNAVAILABLE,
                        "Account " + account + " does not answer at present, try again in a moment")
                : Refusal.of(ErrorCode.INTERNAL, "Internal error: nothing is approved");
        return message instanceof ExecMessage.TradeOpen
                ? new ExecReply.Rejected(refusal, clock.millis())
                : new ExecReply.Failed(refusal, clock.millis());
    }

    /** What is too much at once is not read, but answered. */
    public Answer busy(Origin origin, Refusal why) {
        metrics.message(origin.door(), "invalid", "refused");
        return new Answer("invalid", ExecReplies.error(why));
    }

    /** Who is alive. */
    public Future<AgentList> agents() {
        return bus.ask(Addresses.agents(account), new AgentsQuery());
    }
}
