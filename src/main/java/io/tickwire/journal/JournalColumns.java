package io.tickwire.journal;

import io.tickwire.domain.Execution;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.message.ExecMessage;
import io.tickwire.domain.message.ExecRecord;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.SignalRecord;
import io.tickwire.protocol.json.IsoTime;
import io.tickwire.protocol.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The columns of an exported journal, as CSV of RFC 4180: texts are written exactly as they are. Pure. */
final class JournalColumns {
    static final List<Column<SignalRecord>> SIGNALS = signals();
    static final List<Column<ExecutionEvent>> EXECUTIONS = executions();
    static final List<Column<ExecRecord>> EXEC = exec();

    private JournalColumns() {}

    /** @param value null = an empty field */
    record Column<T>(String name, Function<T, Object> value) {}

    static <T> String heading(List<Column<T>> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(",", "", "\r\n"));
    }

    static <T> String line(List<Column<T>> columns, T row) {
        return columns.stream()
                .map(column -> field(column.value().apply(row)))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    /** The same as one JSON object; empty fields are left out. */
    static <T> String json(List<Column<T>> columns, T row) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Column<T> column : columns) {
            Object value = column.value().apply(row);
            if (value != null) {
                values.put(column.name(), value);
            }
        }
        return Json.object(out -> Json.members(out, values));
    }

    // RFC 4180 §2.5 to 2.7: fields with breaks, quotes or commas stand in quotes, and a quote is doubled.
    private static String field(Object value) {
        String text = value == null ? "" : value.toString();
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static List<Column<SignalRecord>> signals() {
        List<Column<SignalRecord>> columns = new ArrayList<>(List.of(
                new Column<>("number", SignalRecord::number),
                new Column<>("signal_id", row -> row.signal().id()),
                new Column<>("account", row -> row.signal().account()),
                new Column<>("symbol", row -> row.signal().symbol()),
                new Column<>("action", row -> row.signal().action()),
                new Column<>("volume", row -> row.signal().volume()),
                new Column<>("price", row -> row.signal().price()),
                new Column<>("stop_loss", row -> row.signal().stopLoss()),
                new Column<>("take_profit", row -> row.signal().takeProfit()),
                new Column<>("magic", row -> row.signal().magic()),
                new Column<>("ticket", row -> row.signal().ticket()),
                new Column<>("comment", row -> row.signal().comment()),
                new Column<>("strategy", row -> row.signal().strategy()),
                new Column<>("journaled", row -> IsoTime.format(row.intentMsc())),
                new Column<>("status", row -> OutcomeStatus.of(row.outcome()))));
        columns.addAll(
                execution(row -> row.outcome() instanceof SignalOutcome.Executed done ? done.execution() : null));
        columns.addAll(refusal(row -> refusalOf(row.outcome())));
        return List.copyOf(columns);
    }

    private static List<Column<ExecutionEvent>> executions() {
        List<Column<ExecutionEvent>> columns = new ArrayList<>(List.of(
                new Column<>("seq", ExecutionEvent::seq),
                new Column<>("epoch", ExecutionEvent::epoch),
                new Column<>("timestamp", row -> IsoTime.format(row.timeMsc())),
                new Column<>("account", ExecutionEvent::account),
                new Column<>("signal_id", ExecutionEvent::signalId),
                new Column<>("symbol", ExecutionEvent::symbol),
                new Column<>("action", ExecutionEvent::action),
                new Column<>("status", ExecutionEvent::status)));
        columns.addAll(execution(ExecutionEvent::execution));
        columns.addAll(refusal(ExecutionEvent::refusal));
        return List.copyOf(columns);
    }

    private static Refusal refusalOf(SignalOutcome outcome) {
        if (outcome instanceof SignalOutcome.Refused refused) {
            return refused.refusal();
        }
        if (outcome instanceof SignalOutcome.Failed failed) {
            return failed.refusal();
        }
        return outcome instanceof SignalOutcome.Unknown unknown ? unknown.refusal() : null;
    }

    private static List<Column<ExecRecord>> exec() {
        return List.of(
                new Column<>("time", row -> IsoTime.format(row.timeMsc())),
                new Column<>("identity", row -> row.origin().identity()),
                new Column<>("door", row -> row.origin().door()),
                new Column<>("type", row -> row.message().type()),
                new Column<>("ea_name", row -> row.message().ea()),
                new Column<>("symbol", row -> symbol(row.message())),
                new Column<>("magic", row -> magic(row.message())),
                maybe("side", JournalColumns::open, ExecMessage.TradeOpen::side),
                maybe("volume", JournalColumns::open, ExecMessage.TradeOpen::volume),
                maybe("price", JournalColumns::open, ExecMessage.TradeOpen::price),
                maybe("stop_loss", JournalColumns::open, ExecMessage.TradeOpen::stopLoss),
                new Column<>("ticket", row -> ticket(row.message())),
                maybe("profit", row -> as(row, ExecMessage.TradeClose.class), ExecMessage.TradeClose::profit),
                maybe("new_sl", row -> as(row, ExecMessage.TradeModify.class), ExecMessage.TradeModify::stopLoss),
                maybe("new_tp", row -> as(row, ExecMessage.TradeModify.class), ExecMessage.TradeModify::takeProfit),
                new Column<>("status", ExecRecord::status),
                new Column<>("risk_multiplier", row -> multiplier(row)),
                new Column<>("reason", row -> row.reason().isEmpty() ? null : row.reason()));
    }

    private static <M extends ExecMessage> M as(ExecRecord row, Class<M> type) {
        return type.isInstance(row.message()) ? type.cast(row.message()) : null;
    }

    private static ExecMessage.TradeOpen open(ExecRecord row) {
        return as(row, ExecMessage.TradeOpen.class);
    }

    private static Object symbol(ExecMessage message) {
        return message instanceof ExecMessage.TradeOpen open
                ? open.symbol()
                : message instanceof ExecMessage.TradeClose close
                        ? close.symbol()
                        : message instanceof ExecMessage.Beat beat ? beat.symbol() : null;
    }

    private static Object magic(ExecMessage message) {
        return message instanceof ExecMessage.TradeOpen open
                ? (Object) open.magic()
                : message instanceof ExecMessage.Beat beat ? beat.magic() : null;
    }

    private static Object ticket(ExecMessage message) {
        return message instanceof ExecMessage.TradeClose close
                ? (Object) close.ticket()
                : message instanceof ExecMessage.TradeModify modify ? modify.ticket() : null;
    }

    /** What was told, or for an update what was asked for. */
    private static double multiplier(ExecRecord row) {
        return row.message() instanceof ExecMessage.RiskUpdate update ? update.multiplier() : row.riskMultiplier();
    }

    private static <T> List<Column<T>> execution(Function<T, Execution> of) {
        return List.of(
                maybe("order_id", of, Execution::orderId),
                maybe("position_id", of, Execution::positionId),
                maybe("type", of, Execution::type),
                maybe("fill_price", of, Execution::price),
                maybe("fill_volume", of, Execution::volume),
                maybe("profit", of, Execution::profit),
                maybe("execution_time", of, done -> IsoTime.format(done.timeMsc())),
                maybe("retcode", of, Execution::retcode));
    }

    private static <T> List<Column<T>> refusal(Function<T, Refusal> of) {
        return List.of(maybe("error_code", of, Refusal::code), maybe("error", of, Refusal::message));
    }

    private static <T, P> Column<T> maybe(String name, Function<T, P> part, Function<P, Object> value) {
        return new Column<>(name, row -> {
            P there = part.apply(row);
            return there == null ? null : value.apply(there);
        });
    }
}
