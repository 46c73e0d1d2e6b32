package io.tickwire.bus;

import java.time.Duration;
import java.util.Objects;

/**
 * An address that answers, with the types of question and answer and the time an answer may take.
 * Made by {@link Addresses} only.
 */
public final class Endpoint<Q, A> {
    private final String address;
    private final Class<Q> question;
    private final Class<A> answer;
    private final Duration timeout;
    private final Duration patience;

    Endpoint(String address, Class<Q> question, Class<A> answer, Duration timeout) {
        this(address, question, answer, timeout, Duration.ZERO);
    }

    private Endpoint(String address, Class<Q> question, Class<A> answer, Duration timeout, Duration patience) {
        this.patience = Objects.requireNonNull(patience, "patience");
        this.address = Objects.requireNonNull(address, "address");
        this.question = Objects.requireNonNull(question, "question");
        this.answer = Objects.requireNonNull(answer, "answer");
        this.timeout = Objects.requireNonNull(timeout, "timeout");
    }

    String address() {
        return address;
    }

    Class<Q> question() {
        return question;
    }

    Class<A> answer() {
        return answer;
    }

    Duration timeout() {
        return timeout;
    }

    /** How long somebody who asks waits for one to come who answers, while a verticle is replaced. */
    Duration patience() {
        return patience;
    }

    /** The same; who asks waits so long when nobody is there. */
    Endpoint<Q, A> patient(Duration wait) {
        return new Endpoint<>(address, question, answer, timeout, wait);
    }

    @Override
    public String toString() {
        return address;
    }
}
