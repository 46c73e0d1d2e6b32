package io.tickwire.edge;

import static io.tickwire.domain.message.DoctorCheck.fail;
import static io.tickwire.domain.message.DoctorCheck.ok;
import static io.tickwire.domain.message.DoctorCheck.skipped;
import static io.tickwire.domain.message.DoctorCheck.warn;

import io.tickwire.domain.message.AccountState;
import io.tickwire.domain.message.DoctorCheck;
import io.tickwire.domain.message.RiskReport;
import io.tickwire.domain.message.TerminalStatus;
import io.tickwire.protocol.json.IsoTime;
import java.util.List;
import java.util.Locale;

/** Judges one terminal and its account by what its executor says. Pure. */
final class AccountChecks {
    private static final double LOW_MARGIN_LEVEL = 200;
    /** This near to the broker's stop-out, a small move closes positions. */
    private static final double NEAR_STOP_OUT = 1.2;

    private static final double MOST_OF_THE_LIMIT = 0.8;

    private final String account;
    private final double stopOutPercent;

    /** @param stopOutPercent margin level at which the broker closes positions, 0 = never */
    AccountChecks(String account, double stopOutPercent) {
        this.account = account;
        this.stopOutPercent = stopOutPercent;
    }

    /** @param state and {@code risk}: null when nobody answered */
    List<DoctorCheck> all(AccountState state, RiskReport risk) {
        if (state == null || risk == null) {
            return List.of(fail(
                    name("executor"),
                    "it does not answer",
                    "see /api/v1/verticles and the log; $.verticles.signalExecutor.enabled must be true"));
        }
        return List.of(
                terminal(state.terminal()),
                skipped(name("autotrading"), "this kind of terminal has no AutoTrading switch"),
                trading(risk),
                doubts(risk.doubts()),
                external(risk.external()),
                circuit(risk.circuit()),
                journal(risk),
                margin(state),
                dayLoss(risk.figures()));
    }

    private String name(String what) {
        return what + " " + account;
    }

    DoctorCheck terminal(TerminalStatus terminal) {
        String last = terminal.lastUpdateMsc() == 0 ? "never" : IsoTime.format(terminal.lastUpdateMsc());
        String evidence = terminal.status().wire() + ", server " + terminal.server() + ", last update " + last
                + (terminal.lastError().isEmpty() ? "" : ", " + terminal.lastError());
        return terminal.connected()
                ? ok(name("terminal"), evidence)
                : fail(
                        name("terminal"),
                        evidence,
                        "start the terminal and its network; one that was disconnected on purpose needs mt5_command connect");
    }

    DoctorCheck trading(RiskReport risk) {
        String evidence = risk.trading().state()
                + (risk.trading().reason().isEmpty()
                        ? ""
                        : ": " + risk.trading().reason());
        String resume = risk.memory().halt().engaged()
                ? "remove the cause (a STOP file in $.storage.path too), then POST /api/v1/risk/resume"
                : "remove the cause; it ends by itself then";
        return switch (risk.trading().state()) {
            case ACTIVE -> ok(name("trading"), evidence);
            case REDUCING -> warn(name("trading"), evidence, resume);
            case HALTED -> fail(name("trading"), evidence, resume);
        };
    }

    DoctorCheck doubts(int doubts) {
        return doubts == 0
                ? ok(name("signals in doubt"), "none")
                : warn(
                        name("signals in doubt"),
                        doubts + " signals whose outcome is not proven",
                        "nothing while the terminal is away; else look for them: GET /api/v1/signals?status=unknown");
    }

    DoctorCheck external(int external) {
        return external == 0
                ? ok(name("external positions"), "none")
                : warn(
                        name("external positions"),
                        external + " positions and orders that no signal made",
                        "close them at the terminal, or accept that they use margin and count in the risk figures");
    }

    DoctorCheck circuit(String circuit) {
        return switch (circuit) {
            case "closed" -> ok(name("circuit"), circuit);
            case "half_open" ->
                warn(name("circuit"), "half open: the terminal is tried again", "wait for the trial to succeed");
            default ->
                fail(
                        name("circuit"),
                        circuit + ": the terminal is not asked, it failed too often",
                        "see why it fails in the log; $.execution.breaker says when it is tried again");
        };
    }

    private DoctorCheck journal(RiskReport risk) {
        return risk.journal().healthy()
                ? ok(name("journal"), "written")
                : fail(
                        name("journal"),
                        risk.journal().reason(),
                        "make room or give the folder back; it is tried again every second");
    }

    DoctorCheck margin(AccountState state) {
        if (state.account() == null) {
            return skipped(name("margin"), "the account was not read yet");
        }
        double margin = state.account().snapshot().margin();
        double level = state.account().snapshot().marginLevel();
        if (margin == 0) {
            return ok(name("margin"), "no margin in use");
        }
        String evidence =
                String.format(Locale.ROOT, "margin level %.0f %%, stop-out at %.0f %%", level, stopOutPercent);
        String fix = "close positions or add money";
        if (level <= stopOutPercent * NEAR_STOP_OUT) {
            return fail(name("margin"), evidence, fix);
        }
        return level < LOW_MARGIN_LEVEL ? warn(name("margin"), evidence, fix) : ok(name("margin"), evidence);
    }

    DoctorCheck dayLoss(RiskReport.Figures figures) {
        if (figures == null) {
            return skipped(name("day loss"), "the account was not read yet");
        }
        double limit = figures.dailyLossLimit();
        if (limit == 0) {
            return skipped(name("day loss"), "no limit is set");
        }
        double loss = figures.dailyLossPercent();
        String evidence = String.format(Locale.ROOT, "%.2f %% of a limit of %.2f %%", Math.max(0, loss), limit);
        if (loss >= limit) {
            return fail(name("day loss"), evidence, "wait for the broker's next day");
        }
        return loss >= MOST_OF_THE_LIMIT * limit
                ? warn(name("day loss"), evidence, "reduce the risk: signals are refused at the limit")
                : ok(name("day loss"), evidence);
    }
}
