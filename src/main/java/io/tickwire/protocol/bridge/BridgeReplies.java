package io.tickwire.protocol.bridge;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Execution;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.Tick;
import io.tickwire.domain.message.AccountState;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.RiskReport;
import io.tickwire.domain.message.SignalAnswer;
import io.tickwire.domain.message.TerminalStatus;
import io.tickwire.protocol.json.IsoTime;
import io.tickwire.protocol.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Writes the answers of the bridge profile. Pure; every {@code nowMsc} is the wall clock of the answer. */
public final class BridgeReplies {

    private BridgeReplies() {}

    /** State of the server as its clients know it. */
    public enum ServerStatus {
        READY,
        DEGRADED,
        HALTED;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The welcome. {@code features} tell what works at this moment. */
    public static String welcome(ServerStatus server, TerminalStatus terminal, boolean marketData, long nowMsc) {
        return Json.object(out -> {
            out.writeStringField("type", "connection_established");
            out.writeStringField("message", "Connected to MT5 Bridge Microservice");
            timestamp(out, nowMsc);
            out.writeStringField("server_status", server.wire());
            out.writeObjectFieldStart("features");
            out.writeBooleanField("trading_commands", terminal.connected() && server != ServerStatus.HALTED);
            out.writeBooleanField("real_time_data", marketData);
            out.writeBooleanField("account_monitoring", terminal.connected());
            out.writeBooleanField("signal_processing", server != ServerStatus.HALTED);
            out.writeEndObject();
            out.writeObjectFieldStart("mt5_status");
            out.writeStringField("status", terminal.status().wire());
            out.writeStringField("server", terminal.server());
            out.writeStringField("last_update", IsoTime.format(terminal.lastUpdateMsc()));
            out.writeEndObject();
        });
    }

    public static String accountInfoProcessed(BridgeMessage.AccountInfo info, long nowMsc) {
        return reply("account_info_processed", "success", nowMsc, out -> {
            out.writeObjectFieldStart("data");
            out.writeNumberField("balance", info.balance());
            out.writeNumberField("equity", info.equity());
            out.writeNumberField("margin", info.margin());
            out.writeEndObject();
        });
    }

    /** {@code ignored} is the reason why a valid tick was not streamed on, null when it was. */
    public static String tickDataProcessed(BridgeMessage.TickData data, double spread, String ignored, long nowMsc) {
        return reply("tick_data_processed", "success", nowMsc, out -> {
            out.writeObjectFieldStart("data");
            out.writeStringField("symbol", data.tick().symbol());
            out.writeNumberField("bid", data.tick().bid());
            out.writeNumberField("ask", data.tick().ask());
            out.writeNumberField("spread", spread);
            if (ignored != null) {
                out.writeStringField("ignored", ignored);
            }
            out.writeEndObject();
        });
    }

    /** A signal was executed. */
    public static String signalExecuted(UUID signalId, Execution execution, boolean duplicate, long nowMsc) {
        return reply("trading_signal_executed", "success", nowMsc, out -> {
            out.writeStringField("signal_id", signalId.toString());
            out.writeObjectFieldStart("result");
            out.writeBooleanField("success", true);
            out.writeStringField("order_id", Long.toString(execution.orderId()));
            out.writeNumberField("price", execution.price());
            out.writeNumberField("volume", execution.volume());
            out.writeStringField("symbol", execution.symbol());
            out.writeStringField("type", execution.type());
            out.writeStringField("execution_time", IsoTime.format(execution.timeMsc()));
            out.writeStringField("position_id", Long.toString(execution.positionId()));
            out.writeNumberField("retcode", execution.retcode());
            out.writeBooleanField("duplicate", duplicate);
            out.writeEndObject();
        });
    }

    /** The one answer to a signal, whatever became of it. */
    public static String signalAnswered(SignalAnswer answer, long nowMsc) {
        SignalOutcome outcome = answer.outcome();
        if (outcome instanceof SignalOutcome.Executed executed) {
            return signalExecuted(executed.signalId(), executed.execution(), answer.duplicate(), nowMsc);
        }
        if (outcome instanceof SignalOutcome.Refused refused) {
            return signalNotExecuted(refused.signalId(), "error", refused.refusal(), answer.duplicate(), nowMsc);
        }
        if (outcome instanceof SignalOutcome.Failed failed) {
            return signalNotExecuted(failed.signalId(), "failed", failed.refusal(), answer.duplicate(), nowMsc);
        }
        Refusal doubt = ((SignalOutcome.Unknown) outcome).refusal();
        return signalNotExecuted(outcome.signalId(), "unknown", doubt, answer.duplicate(), nowMsc);
    }

    /** What became of a signal that was in doubt. */
    public static String signalProven(ExecutionEvent event, long nowMsc) {
        return event.execution() != null
                ? signalExecuted(event.signalId(), event.execution(), false, nowMsc)
                : signalNotExecuted(event.signalId(), event.status(), event.refusal(), false, nowMsc);
    }

    /** Answer to an admin command. */
    public static String adminResult(String command, RiskReport report, long nowMsc) {
        return reply("admin_command_result", "success", nowMsc, out -> {
            out.writeStringField("command", command);
            out.writeObjectFieldStart("result");
            RiskEncoder.members(out, report);
            out.writeEndObject();
        });
    }

    /** A signal was not executed; {@code status} is error, failed or unknown. */
    public static String signalNotExecuted(
            UUID signalId, String status, Refusal refusal, boolean duplicate, long nowMsc) {
        return reply("trading_signal_executed", status, nowMsc, out -> {
            out.writeStringField("signal_id", signalId.toString());
            out.writeStringField("error", refusal.message());
            out.writeObjectFieldStart("details");
            out.writeStringField("error_code", refusal.code().name());
            Json.members(out, refusal.details());
            if (duplicate) {
                out.writeBooleanField("duplicate", true);
            }
            out.writeEndObject();
        });
    }

    /** Figures of the heartbeat answer. */
    public record Stats(int activeConnections, long totalConnections, long messages, long succeeded, long failed) {}

    /** {@code health} is healthy, degraded or unhealthy. */
    public static String heartbeatResponse(String health, TerminalStatus terminal, Stats stats, long nowMsc) {
        return reply("heartbeat_response", health, nowMsc, out -> {
            out.writeStringField("server_status", health);
            out.writeObjectFieldStart("data");
            out.writeStringField("server_status", health);
            out.writeNumberField("active_connections", stats.activeConnections());
            out.writeObjectFieldStart("mt5_bridge_status");
            out.writeStringField("status", terminal.status().wire());
            out.writeStringField("last_update", IsoTime.format(terminal.lastUpdateMsc()));
            out.writeEndObject();
            out.writeObjectFieldStart("processing_stats");
            out.writeNumberField("total_connections", stats.totalConnections());
            out.writeNumberField("messages_processed", stats.messages());
            out.writeNumberField("successful_operations", stats.succeeded());
            out.writeNumberField("failed_operations", stats.failed());
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    /** Answer to connect, disconnect and status. */
    public static String statusResult(String command, TerminalStatus terminal, int activeOrders, long nowMsc) {
        return commandResult(command, nowMsc, out -> {
            out.writeStringField("status", terminal.status().wire());
            out.writeBooleanField("mt5_available", terminal.connected());
            if (terminal.lastError().isEmpty()) {
                out.writeNullField("last_error");
            } else {
                out.writeStringField("last_error", terminal.lastError());
            }
            out.writeNumberField("active_orders_count", activeOrders);
            out.writeNumberField("reconnect_attempts", terminal.reconnectAttempts());
        });
    }

    public static String accountResult(AccountState state, long nowMsc) {
        AccountSnapshot account = state.account().snapshot();
        return commandResult("account_info", nowMsc, out -> {
            EventEncoder.money(out, account);
            out.writeStringField("currency", account.currency());
            out.writeNumberField("leverage", account.leverage());
            out.writeStringField("login", account.login());
            out.writeStringField("server", account.server());
            out.writeStringField("trade_mode", account.tradeMode().name().toLowerCase(Locale.ROOT));
        });
    }

    public static String ticksResult(String symbol, List<Tick> ticks, long nowMsc) {
        return commandResult("get_ticks", nowMsc, out -> {
            out.writeStringField("symbol", symbol);
            out.writeNumberField("count", ticks.size());
            out.writeArrayFieldStart("ticks");
            for (Tick tick : ticks) {
                out.writeStartObject();
                EventEncoder.tickMembers(out, RawTick.of(tick));
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    public static String connectionAcknowledged(String clientId, long nowMsc) {
        return reply("connection_acknowledged", "received", nowMsc, out -> out.writeStringField("client_id", clientId));
    }

    public static String listingProcessed(BridgeMessage.Listing listing, long nowMsc) {
        return reply(
                listing.type() + "_processed",
                "success",
                nowMsc,
                out -> out.writeNumberField("count", listing.count()));
    }

    public static String error(Refusal refusal, long nowMsc) {
        return Json.object(out -> {
            out.writeStringField("type", "error");
            out.writeStringField("message", refusal.message());
            out.writeStringField("error_code", refusal.code().name());
            out.writeObjectFieldStart("details");
            Json.members(out, refusal.details());
            out.writeEndObject();
            timestamp(out, nowMsc);
        });
    }

    private static String commandResult(String command, long nowMsc, Json.Body result) {
        return reply("mt5_command_result", "success", nowMsc, out -> {
            out.writeStringField("command", command);
            out.writeObjectFieldStart("result");
            result.write(out);
            out.writeEndObject();
        });
    }

    private static String reply(String type, String status, long nowMsc, Json.Body body) {
        return Json.object(out -> {
            out.writeStringField("type", type);
            out.writeStringField("status", status);
            body.write(out);
            timestamp(out, nowMsc);
        });
    }

    private static void timestamp(JsonGenerator out, long nowMsc) throws IOException {
        out.writeStringField("timestamp", IsoTime.format(nowMsc));
    }
}
