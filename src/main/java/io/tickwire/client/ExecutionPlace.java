package io.tickwire.client;

import io.tickwire.domain.message.Resume;

/** Where one account's executions stand. Owner: the client's context. */
final class ExecutionPlace {
    private long epoch;
    private long seq;

    ExecutionPlace(Resume at) {
        epoch = at.epoch();
        seq = at.seq();
    }

    enum Verdict {
        NEW,
        /** New, and something before it is missing. */
        GAP,
        OLD
    }

    /** Numbers go on over epochs, unless a journal was lost: then an epoch that is later begins anew. */
    Verdict take(long nextEpoch, long nextSeq) {
        if (nextEpoch <= epoch && nextSeq <= seq) {
            return Verdict.OLD;
        }
        boolean follows = nextSeq == seq + 1;
        epoch = nextEpoch;
        seq = nextSeq;
        return follows ? Verdict.NEW : Verdict.GAP;
    }

    Resume at() {
        return new Resume(epoch, seq);
    }
}
