package io.tickwire.bus;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event bus with types: the only place that touches Vert.x's own. Any thread may call it; a handler runs on the
 * context that registered it, in the order in which one sender's context sent.
 */
public final class TypedBus {
    private static final Logger LOG = LoggerFactory.getLogger(TypedBus.class);
    private static final int FAULT = 500;
    private static final int MAX_ASKED_AGAIN = 3;
    private static final long FIRST_RETRY_MS = 5;
    private static final long LAST_RETRY_MS = 40;
    /** Questions that wait for somebody who answers; what is beyond that fails at once. */
    static final int MAX_WAITING = 10_000;

    private final Vertx vertx;
    private final EventBus bus;
    private final AtomicInteger waiting = new AtomicInteger();

    private TypedBus(Vertx vertx) {
        this.vertx = vertx;
        this.bus = vertx.eventBus();
    }

    /** The bus of this Vert.x instance; call once for each instance. */
    public static TypedBus install(Vertx vertx) {
        EventBus bus = vertx.eventBus();
        bus.registerCodec(new ByReferenceCodec());
        bus.codecSelector(body -> ByReferenceCodec.NAME);
        return new TypedBus(vertx);
    }

    /** Tells every subscriber; nobody listening is no error. */
    public <T> void publish(Topic<T> topic, T value) {
        bus.publish(topic.address(), value);
    }

    /** Hears a topic on the caller's context. */
    public <T> Subscription subscribe(Topic<T> topic, Handler<T> handler) {
        MessageConsumer<Object> consumer = bus.localConsumer(topic.address());
        consumer.handler(message -> handler.handle(topic.type().cast(message.body())));
        return consumer::unregister;
    }

    /**
     * Asks; the future fails with {@link #isUnavailable unavailable} when nobody answers in time. Where one verticle serves
     * and may be replaced, the question waits a moment for its follower: nobody has seen it before, so it is not asked
     * twice.
     */
    public <Q, A> Future<A> request(Endpoint<Q, A> endpoint, Q question) {
        Future<A> answer = once(endpoint, question);
        long patienceMs = endpoint.patience().toMillis();
        return patienceMs == 0
                ? answer
                : answer.recover(failure -> isUnseen(failure) && waiting.get() < MAX_WAITING
                        ? patiently(endpoint, question, patienceMs)
                        : Future.failedFuture(failure));
    }

    private <Q, A> Future<A> patiently(Endpoint<Q, A> endpoint, Q question, long patienceMs) {
        waiting.incrementAndGet();
        return again(endpoint, question, FIRST_RETRY_MS, patienceMs).onComplete(done -> waiting.decrementAndGet());
    }

    private <Q, A> Future<A> again(Endpoint<Q, A> endpoint, Q question, long waitMs, long leftMs) {
        return vertx.timer(waitMs, TimeUnit.MILLISECONDS)
                .compose(v -> once(endpoint, question))
                .recover(failure -> isUnseen(failure) && leftMs > waitMs
                        ? again(endpoint, question, Math.min(2 * waitMs, LAST_RETRY_MS), leftMs - waitMs)
                        : Future.failedFuture(failure));
    }

    private static boolean isUnseen(Throwable failure) {
        return isNobody(failure) || isDiscarded(failure);
    }

    private <Q, A> Future<A> once(Endpoint<Q, A> endpoint, Q question) {
        DeliveryOptions options =
                new DeliveryOptions().setSendTimeout(endpoint.timeout().toMillis());
        return bus.<Object>request(endpoint.address(), question, options)
                .map(reply -> endpoint.answer().cast(reply.body()));
    }

    /**
     * Asks what changes nothing: who was asked may be redeployed with the question still before it, and then another is
     * asked. Never for orders.
     */
    public <Q, A> Future<A> ask(Endpoint<Q, A> endpoint, Q question) {
        return ask(endpoint, question, MAX_ASKED_AGAIN);
    }

    /** Each may be asked of one that is about to go. */
    private <Q, A> Future<A> ask(Endpoint<Q, A> endpoint, Q question, int again) {
        return request(endpoint, question)
                .recover(failure -> isDiscarded(failure) && again > 0
                        ? ask(endpoint, question, again - 1)
                        : Future.failedFuture(failure));
    }

    /** A consumer that is unregistered fails what lies before it in these words, with the type of a time-out. */
    private static boolean isDiscarded(Throwable failure) {
        return failure instanceof ReplyException reply
                && reply.failureType() == ReplyFailure.TIMEOUT
                && String.valueOf(reply.getMessage()).startsWith("Discarded the request");
    }

    /** Answers questions on the caller's context. A failed future is logged here and told to the asker as a fault. */
    public <Q, A> Subscription serve(Endpoint<Q, A> endpoint, Function<Q, Future<A>> service) {
        MessageConsumer<Object> consumer = bus.localConsumer(endpoint.address());
        consumer.handler(message -> answer(endpoint, service, message));
        return consumer::unregister;
    }

    private <Q, A> void answer(Endpoint<Q, A> endpoint, Function<Q, Future<A>> service, Message<Object> message) {
        Future<A> answer;
        try {
            answer = service.apply(endpoint.question().cast(message.body()));
        } catch (RuntimeException fault) {
            answer = Future.failedFuture(fault);
        }
        answer.onComplete(message::reply, fault -> {
            LOG.error("{} failed", endpoint, fault);
            message.fail(FAULT, fault.getClass().getSimpleName());
        });
    }

    /** Whether a request failed because nobody was there, so that it cannot have been acted on. */
    public static boolean isNobody(Throwable failure) {
        return failure instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
    }

    /** Whether a request failed because nobody was there to answer, or not in time. */
    public static boolean isUnavailable(Throwable failure) {
        return failure instanceof ReplyException reply && reply.failureCode() != FAULT;
    }
}
