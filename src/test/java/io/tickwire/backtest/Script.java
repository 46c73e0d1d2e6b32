package io.tickwire.backtest;

import io.tickwire.domain.Bar;
import io.tickwire.domain.Tick;
import io.tickwire.strategy.OrderReport;
import io.tickwire.strategy.Strategy;
import io.tickwire.strategy.StrategyContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** A strategy that does what a test says at each tick, and writes down what it is told. */
final class Script implements Strategy {
    final List<String> told = new ArrayList<>();
    final List<OrderReport> reports = new ArrayList<>();
    StrategyContext context;
    int ticks;
    private final BiConsumer<Script, Tick> atTick;

    Script(BiConsumer<Script, Tick> atTick) {
        this.atTick = atTick;
    }

    @Override
    public void onStart(StrategyContext given) {
        context = given;
    }

    @Override
    public void onTick(Tick tick) {
        told.add("tick " + tick.bid());
        ticks++;
        atTick.accept(this, tick);
    }

    @Override
    public void onBar(Bar bar) {
        told.add("bar " + bar.close());
    }

    @Override
    public void onTimer(String name) {
        told.add("timer " + name);
    }

    @Override
    public void onExecution(OrderReport report) {
        reports.add(report);
        told.add((report.id() == 0 ? "terminal " + report.execution().type() : "report " + report.status()) + " at "
                + (report.timeMsc() - Runs.MONDAY));
    }

    @Override
    public void onStop() {
        told.add("stop");
    }
}
