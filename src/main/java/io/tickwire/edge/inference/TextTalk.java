package io.tickwire.edge.inference;

import io.tickwire.domain.Scope;
import io.tickwire.edge.Access;
import io.tickwire.edge.RefusedException;
import io.tickwire.ops.Metrics.Stage;
import io.tickwire.protocol.CloseCode;
import io.tickwire.protocol.inference.AnswerText;
import io.tickwire.protocol.inference.Asked;
import io.tickwire.protocol.inference.Asked.Auth;
import io.tickwire.protocol.inference.WindowFramer;
import io.tickwire.protocol.inference.WindowFramer.Event;

/** What is said to a client of plain text: who it is, where that is asked, then windows. Owner: the verticle's context. */
final class TextTalk {
    /** For the audit log, where requests have their path. */
    private static final String DOOR = "inference";

    private static final String WHO = "authentication is on: send 'auth <token or API key>' and a newline first";

    private final Tools tools;
    private final InferenceSession session;
    private final Line line;
    private final Runnable goOn;
    private boolean spoken;
    private boolean authenticating;

    /** @param goOn called when it is known who the client is */
    TextTalk(Tools tools, InferenceSession session, Line line, Runnable goOn) {
        this.tools = tools;
        this.session = session;
        this.line = line;
        this.goOn = goOn;
    }

    /** Before anything is heard. */
    void begin() {
        if (tools.isOpen()) {
            session.admit(tools.access().anonymous(session.ip()));
        }
    }

    boolean mustWait() {
        return authenticating || session.mustWait();
    }

    /** Hears what the framer found. */
    void hear(Event event, WindowFramer framer) {
        long begunNanos = tools.clock().nanos();
        if (event == Event.TOO_LARGE) {
            if (isKnown()) {
                session.tell(AnswerText.tooLarge(tools.config().maxWindowBytes()), begunNanos);
            }
            return;
        }
        Asked asked = tools.reader().read(framer.bytes(), framer.from(), framer.to());
        if (asked instanceof Auth auth && !spoken) {
            spoken = true;
            authenticate(auth.secret());
        } else if (isKnown()) {
            spoken = true;
            tools.metrics().stage(Stage.WINDOW_PARSE, tools.clock().nanos() - begunNanos);
            session.hear(asked, begunNanos);
        }
    }

    private boolean isKnown() {
        boolean known = session.caller() != null;
        if (!known) {
            session.end(CloseCode.POLICY, WHO);
        }
        return known;
    }

    private void authenticate(String secret) {
        authenticating = true;
        tools.access()
                .admit(session.ip(), secret, DOOR)
                .compose(caller -> Access.demand(caller, Scope.READ))
                .onComplete(
                        caller -> {
                            authenticating = false;
                            session.admit(caller);
                            line.say("ok");
                            goOn.run();
                        },
                        failure -> session.end(
                                CloseCode.POLICY,
                                failure instanceof RefusedException refused
                                        ? refused.getMessage()
                                        : "credentials cannot be looked at now, try again"));
    }
}
