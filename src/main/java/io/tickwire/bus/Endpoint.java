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

    Endpoint(String address, Class<Q> question, Class<A> answer, Duration timeout) {
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

    @Override
    public String toString() {
        return address;
    }
}
