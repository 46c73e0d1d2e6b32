package io.tickwire.inference.serving;

import io.tickwire.domain.Decision;
import io.tickwire.domain.message.PredictAnswer.Reason;
import io.tickwire.inference.model.Encoding.Row;
import io.tickwire.inference.model.Graph.Lane;
import io.tickwire.inference.model.LoadedModel;
import io.tickwire.inference.model.LoadedModel.Verdict;

/** The same window for a version that is on trial: what it says is compared, and told nobody. */
final class ShadowJob extends Job {
    private final Row row;
    private final PredictJob active;
    private final ShadowTally tally;

    ShadowJob(LoadedModel model, Row row, PredictJob active, long deadlineNanos, ShadowTally tally) {
        super(model, 1, active.arrivedNanos(), deadlineNanos);
        this.row = row;
        this.active = active;
        this.tally = tally;
    }

    @Override
    void fill(Lane lane, int firstRow) {
        lane.put(firstRow, row.row(), 0);
    }

    @Override
    void read(Lane lane, int firstRow, long nowNanos) {
        Verdict verdict = model().verdict(lane, firstRow, row);
        Decision answered = active.decision();
        if (answered == null || !verdict.sound()) {
            tally.skipped(model());
        } else {
            tally.compared(model(), verdict.decision() == answered);
        }
    }

    @Override
    void refuse(Reason reason, String message) {
        tally.skipped(model());
    }

    @Override
    void deliver() {
        // Nobody asked.
    }
}
