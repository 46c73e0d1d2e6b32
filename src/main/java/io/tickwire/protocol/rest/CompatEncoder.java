package io.tickwire.protocol.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Execution;
import io.tickwire.domain.MarginMode;
import io.tickwire.domain.Side;
import io.tickwire.domain.Tick;
import io.tickwire.domain.TradeMode;
import io.tickwire.domain.message.TerminalStatus;
import java.io.IOException;
import java.util.Currency;

/**
 * The bodies that clients of {@code /status}, {@code /account} and {@code /trade} know: the fields and enum numbers of
 * MetaTrader's Python module. Pure.
 */
public final class CompatEncoder {
    /** {@code TRADE_ACTION_DEAL}. */
    private static final int ACTION_DEAL = 1;
    /** {@code ORDER_FILLING_IOC}. */
    private static final int FILLING_IOC = 1;
    /** What MetaTrader 5 terminals call themselves. */
    private static final int TERMINAL_VERSION = 500;
    /** {@code RES_E_INTERNAL_FAIL_CONNECT}. */
    private static final int NO_CONNECTION = -10_004;

    private static final int USUAL_DIGITS = 2;

    private CompatEncoder() {}

    /**
     * What a configuration says of a terminal.
     *
     * @param marginCall margin level that is warned of, percent
     * @param stopOut margin level that closes positions, percent
     * @param maxOrders greatest number of pending orders, 0 = no limit
     */
    public record Terminal(long login, String server, double marginCall, double stopOut, int maxOrders) {}

    /** {@code GET /status}. */
    public static void status(
            JsonGenerator out, TerminalStatus status, Terminal terminal, boolean tradeAllowed, String version)
            throws IOException {
        boolean up = status.connected();
        out.writeStringField("status", up ? "connected" : "disconnected");
        out.writeBooleanField("trade_allowed", up && tradeAllowed);
        out.writeBooleanField("connected", up);
        out.writeStringField("terminal_path", "");
        out.writeNumberField("configured_login", terminal.login());
        out.writeStringField("configured_server", terminal.server());
        out.writeArrayFieldStart("version");
        out.writeNumber(TERMINAL_VERSION);
        out.writeNumber(0);
        out.writeString("Tickwire " + version);
        out.writeEndArray();
        if (!up) {
            out.writeArrayFieldStart("error");
            out.writeNumber(NO_CONNECTION);
            out.writeString(status.lastError().isEmpty() ? "No IPC connection" : status.lastError());
            out.writeEndArray();
        }
    }

    /** {@code GET /account}, in the order of MetaTrader's structure. */
    public static void account(JsonGenerator out, AccountSnapshot account, Terminal terminal, boolean tradeAllowed)
            throws IOException {
        out.writeNumberField("login", login(account.login()));
        out.writeNumberField("trade_mode", tradeMode(account.tradeMode()));
        out.writeNumberField("leverage", account.leverage());
        out.writeNumberField("limit_orders", terminal.maxOrders());
        out.writeNumberField("margin_so_mode", 0);
        out.writeBooleanField("trade_allowed", tradeAllowed);
        out.writeBooleanField("trade_expert", tradeAllowed);
        out.writeNumberField("margin_mode", marginMode(account.marginMode()));
        out.writeNumberField("currency_digits", digits(account.currency()));
        out.writeNumberField("balance", account.balance());
        out.writeNumberField("credit", account.credit());
        out.writeNumberField("profit", account.profit());
        out.writeNumberField("equity", account.equity());
        out.writeNumberField("margin", account.margin());
        out.writeNumberField("margin_free", account.freeMargin());
        out.writeNumberField("margin_level", account.marginLevel());
        out.writeNumberField("margin_so_call", terminal.marginCall());
        out.writeNumberField("margin_so_so", terminal.stopOut());
        out.writeStringField("name", account.name());
        out.writeStringField("server", account.server());
        out.writeStringField("currency", account.currency());
        out.writeStringField("company", account.company());
    }

    private static long login(String text) {
        return text.chars().allMatch(Character::isDigit) && !text.isEmpty() ? Long.parseLong(text) : 0;
    }

    private static int tradeMode(TradeMode mode) {
        return switch (mode) {
            case DEMO -> 0;
            case CONTEST -> 1;
            case REAL -> 2;
        };
    }

    private static int marginMode(MarginMode mode) {
        return switch (mode) {
            case NETTING -> 0;
            case EXCHANGE -> 1;
            case HEDGING -> 2;
        };
    }

    private static int digits(String currency) {
        try {
            return Currency.getInstance(currency).getDefaultFractionDigits();
        } catch (IllegalArgumentException noIsoCode) {
            return USUAL_DIGITS;
        }
    }

    /** Prices before an order; of one that was sent long ago only what it was filled at is left. */
    public record Quote(double bid, double ask) {
        public static Quote of(Tick tick) {
            return new Quote(tick.bid(), tick.ask());
        }

        public static Quote of(Execution execution) {
            return new Quote(execution.price(), execution.price());
        }
    }

    /**
     * What was done for a {@code POST /trade}.
     *
     * @param deal ticket of the deal, 0 = not known
     * @param quote before it
     * @param account after it, null = not read
     * @param deviation points
     */
    public record Done(
            CompatTrade trade,
            Execution execution,
            long deal,
            Quote quote,
            AccountSnapshot account,
            long magic,
            int deviation,
            int requestId) {}

    /** {@code POST /trade}. */
    public static void done(JsonGenerator out, Done done) throws IOException {
        Execution execution = done.execution();
        out.writeObjectFieldStart("result");
        out.writeNumberField("retcode", execution.retcode());
        out.writeNumberField("deal", done.deal());
        out.writeNumberField("order", execution.orderId());
        out.writeNumberField("volume", execution.volume());
        out.writeNumberField("price", execution.price());
        out.writeNumberField("bid", done.quote().bid());
        out.writeNumberField("ask", done.quote().ask());
        out.writeStringField("comment", "Request executed");
        out.writeNumberField("request_id", done.requestId());
        out.writeNumberField("retcode_external", 0);
        request(out, done);
        out.writeEndObject();
        out.writeObjectFieldStart("check_result");
        out.writeNumberField("retcode", 0);
        AccountSnapshot account = done.account();
        if (account != null) {
            out.writeNumberField("balance", account.balance());
            out.writeNumberField("equity", account.equity());
            out.writeNumberField("profit", account.profit());
            out.writeNumberField("margin", account.margin());
            out.writeNumberField("margin_free", account.freeMargin());
            out.writeNumberField("margin_level", account.marginLevel());
        }
        out.writeStringField("comment", "Done");
        request(out, done);
        out.writeEndObject();
    }

    private static void request(JsonGenerator out, Done done) throws IOException {
        CompatTrade trade = done.trade();
        out.writeObjectFieldStart("request");
        out.writeNumberField("action", ACTION_DEAL);
        out.writeNumberField("magic", done.magic());
        out.writeNumberField("order", 0);
        out.writeStringField("symbol", trade.symbol());
        out.writeNumberField("volume", trade.volume());
        out.writeNumberField(
                "price",
                trade.side() == Side.BUY ? done.quote().ask() : done.quote().bid());
        out.writeNumberField("stoplimit", 0.0);
        out.writeNumberField("sl", trade.stopLoss());
        out.writeNumberField("tp", trade.takeProfit());
        out.writeNumberField("deviation", done.deviation());
        out.writeNumberField("type", trade.side() == Side.BUY ? 0 : 1);
        out.writeNumberField("type_filling", FILLING_IOC);
        out.writeNumberField("type_time", 0);
        out.writeNumberField("expiration", 0);
        out.writeStringField("comment", "");
        out.writeNumberField("position", 0);
        out.writeNumberField("position_by", 0);
        out.writeEndObject();
    }
}
