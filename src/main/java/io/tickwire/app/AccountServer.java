package io.tickwire.app;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.TerminalConfig;
import io.tickwire.config.TickwireConfig;
import io.tickwire.journal.Journal;
import io.tickwire.journal.MemoryJournal;
import io.tickwire.journal.SqliteStore;
import io.tickwire.market.MarketSeat;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.VerticleUnit;
import io.tickwire.risk.RiskSettings;
import io.tickwire.session.Handover;
import io.tickwire.terminal.TerminalGateway;
import io.tickwire.verticles.SignalExecutor;
import io.tickwire.verticles.TickPoller;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * What runs for one account: where its prices come from, and where its orders go.
 *
 * @param config what holds now
 */
record AccountServer(
        Supplier<TickwireConfig> config,
        TerminalConfig terminal,
        TerminalGateway gateway,
        TypedBus bus,
        Clock clock,
        Metrics metrics) {

    VerticleUnit poller() {
        String id = terminal.id();
        Handover<MarketSeat> handover =
                new Handover<>(() -> TickPoller.seat(config.get(), terminal, gateway, bus, clock, metrics));
        return new VerticleUnit(
                "TickPoller " + id,
                1,
                () -> new TickPoller(terminal, gateway, handover, bus, clock, metrics),
                List.of(
                        Addresses.ticks("*").toString(),
                        Addresses.recentTicks(id).toString(),
                        Addresses.recentBars(id).toString(),
                        Addresses.quote(id).toString()));
    }

    /** @param store null = the journal is in memory */
    VerticleUnit executor(SqliteStore store) {
        String id = terminal.id();
        long epoch = clock.millis();
        // A journal outlives a redeploy of its executor, and one on disk the process: what was sent stays known.
        Journal journal =
                store == null ? new MemoryJournal(config.get().storage().memoryEntries()) : store.journal(id);
        SignalExecutor.Account account = new SignalExecutor.Account(
                id, gateway, epoch, Path.of(config.get().storage().path(), "STOP"));
        return new VerticleUnit(
                "SignalExecutor " + id,
                1,
                () -> new SignalExecutor(
                        account,
                        config.get().execution(),
                        config.get().exec(),
                        RiskSettings.of(config.get()),
                        journal,
                        bus,
                        clock,
                        metrics),
                List.of(
                        Addresses.submit(id).toString(),
                        Addresses.risk(id).toString(),
                        Addresses.journaledSignals(id).toString(),
                        Addresses.exec(id).toString(),
                        Addresses.executions(id).toString(),
                        Addresses.account(id).toString(),
                        Addresses.positions(id).toString()));
    }
}
