package io.tickwire.execution;

import io.tickwire.config.ExecConfig;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.TradingState;
import io.tickwire.domain.message.AgentList;
import io.tickwire.domain.message.ExecMessage;
import io.tickwire.domain.message.ExecRecord;
import io.tickwire.domain.message.ExecReply;
import io.tickwire.domain.message.ExecRequest;
import io.tickwire.journal.Journal;
import io.tickwire.journal.JournalUnavailableException;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.risk.RiskBook;
import io.vertx.core.Future;
import java.time.ZoneId;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers Expert Advisors that execute themselves. Whatever goes wrong while a position is judged, it is rejected. Owner:
 * the executor's context.
 */
public final class ExecDesk {
    private static final Logger LOG = LoggerFactory.getLogger(ExecDesk.class);
    private static final int FORGET_AT_ONCE = 2_000;

    private final ExecConfig config;
    private final ExecJudge judge;
    private final RiskDesk risk;
    private final RiskBook book;
    private final Journal journal;
    private final ExecTrail trail;
    private final AgentRegistry agents;
    private final DayResults results;
    private final Clock clock;
    private boolean restored;
    private boolean forgetting;

    ExecDesk(
            ExecConfig config,
            ZoneId dayZone,
            ExecJudge judge,
            RiskDesk risk,
            RiskBook book,
            Journal journal,
            Consumer<Runnable> soon,
            Clock clock,
            Metrics metrics) {
        this.config = config;
        this.judge = judge;
        this.risk = risk;
        this.book = book;
        this.journal = journal;
        this.trail = new ExecTrail(journal, metrics, soon);
        this.agents = new AgentRegistry(config.maxAgents(), config.heartbeat());
        this.results = new DayResults(dayZone);
        this.clock = clock;
    }

    /** Reads the day's results; before that nothing is taken that would change them or a multiplier. */
    Future<Void> restore() {
        return journal.execProfits(results.dayStartMsc(clock.millis())).map(kept -> {
            // A start that takes long asks again before the first answer is there.
            if (!restored) {
                results.restore(kept, clock.millis());
                restored = true;
            }
            return null;
        });
    }

    /** Never fails. */
    public Future<ExecReply> answer(ExecRequest request) {
        Future<ExecReply> answer;
        try {
            answer = take(request);
        } catch (RuntimeException fault) {
            answer = Future.failedFuture(fault);
        }
        return answer.recover(fault -> Future.succeededFuture(failed(request, refusal(fault))));
    }

    private Future<ExecReply> take(ExecRequest request) {
        long nowMsc = clock.millis();
        ExecMessage message = request.message();
        if (message instanceof ExecMessage.Beat beat) {
            agents.heard(beat.ea(), beat.symbol(), beat.magic(), nowMsc);
            return told(request, new ExecReply.Alive(risk.multiplier(beat.ea()), nowMsc));
        }
        if (message instanceof ExecMessage.TradeOpen open) {
            agents.heard(open.ea(), open.symbol(), open.magic(), nowMsc);
            return tradeOpen(request, open);
        }
        agents.heard(message.ea(), nowMsc);
        if (!restored) {
            return told(request, new ExecReply.Failed(starting(), nowMsc));
        }
        if (message instanceof ExecMessage.RiskUpdate update && !book.asked(update.ea(), update.multiplier())) {
            return told(request, new ExecReply.Failed(full(), nowMsc));
        }
        // The journal writes in order: when this is durable, so is the multiplier that was handed to it before.
        ExecReply done = new ExecReply.Done(nowMsc);
        return trail.durable(ExecRecord.of(request, done)).map(durable -> {
            if (message instanceof ExecMessage.TradeClose close) {
                results.add(close.ea(), close.profit(), nowMsc);
            }
            return done;
        });
    }

    private Future<ExecReply> told(ExecRequest request, ExecReply reply) {
        trail.later(ExecRecord.of(request, reply));
        return Future.succeededFuture(reply);
    }

    private Future<ExecReply> tradeOpen(ExecRequest request, ExecMessage.TradeOpen open) {
        return judge.judge(open, clock::nanos)
                .compose(multiplier -> {
                    ExecReply approved = new ExecReply.Approved(multiplier, clock.millis());
                    return trail.durable(ExecRecord.of(request, approved))
                            .recover(failure -> Future.failedFuture(Outcomes.noJournal(failure)))
                            .compose(durable -> meanwhile(approved));
                })
                .recover(why -> told(request, new ExecReply.Rejected(refusal(why), clock.millis())));
    }

    /** What came between while it was written. */
    private Future<ExecReply> meanwhile(ExecReply approved) {
        return risk.trading().state() == TradingState.ACTIVE
                ? Future.succeededFuture(approved)
                : Future.failedFuture(new RefusedException(Refusal.of(
                        ErrorCode.TRADING_HALTED,
                        "Trading is " + risk.trading().state() + ": "
                                + risk.trading().reason())));
    }

    private ExecReply failed(ExecRequest request, Refusal refusal) {
        return request.message() instanceof ExecMessage.TradeOpen
                ? new ExecReply.Rejected(refusal, clock.millis())
                : new ExecReply.Failed(refusal, clock.millis());
    }

    private static Refusal refusal(Throwable why) {
        if (why instanceof RefusedException refused) {
            return refused.refusal();
        }
        if (why instanceof JournalUnavailableException unwritten) {
            return Outcomes.noJournal(unwritten).refusal();
        }
        LOG.error("a message of an Expert Advisor could not be answered", why);
        return Refusal.of(ErrorCode.INTERNAL, "Internal error: nothing is approved");
    }

    private static Refusal starting() {
        return Refusal.of(ErrorCode.TERMINAL_UNAVAILABLE, "The journal was not read yet, try again in a moment");
    }

    private static Refusal full() {
        return Refusal.of(ErrorCode.RATE_LIMITED, "Too many Expert Advisors have a risk multiplier");
    }

    /** Who is alive. */
    public AgentList agents() {
        long nowMsc = clock.millis();
        return new AgentList(agents.alive(nowMsc, risk::multiplier, ea -> results.of(ea, nowMsc)));
    }

    /** Hands what is not written yet to the journal; before the end. */
    public void flush() {
        trail.flush();
    }

    /** Called each second: lets go of what is over, and of old heartbeats in the journal, a few at a time. */
    public void tick() {
        judge.release(clock.nanos());
        agents.expire(clock.millis());
        if (restored && !forgetting) {
            forgetting = true;
            journal.forgetHeartbeats(
                            clock.millis() - config.keepHeartbeats().toMillis(), config.maxHeartbeats(), FORGET_AT_ONCE)
                    .onComplete(done -> forgetting = false);
        }
    }
}
