package io.tickwire.protocol.bridge;

import io.tickwire.domain.OrderKind;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.Urgency;
import io.tickwire.protocol.json.FieldReader;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads the {@code data} of a trading signal, for every door that takes one. Pure but for new ids. */
public final class SignalReader {
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.#&+-]{1,64}");
    private static final int MAX_COMMENT = 64;
    private static final int MAX_DEVIATION = 1_000_000;
    /** MetaTrader order kinds that a price may stand for. */
    private static final Pattern ORDER_TYPE = Pattern.compile("(?i)limit|stop|stop_limit");

    private final SignalPolicy policy;
    private final Supplier<UUID> newIds;

    public SignalReader(SignalPolicy policy, Supplier<UUID> newIds) {
        this.policy = policy;
        this.newIds = newIds;
    }

    /** The signal, or null when the reader holds a refusal afterwards. */
    Signal read(FieldReader data) {
        UUID id = data.has("signal_id")
                ? id(data.text("signal_id", ID, "UUID, for example 3f2504e0-4f89-41d3-9a0c-0305e82c3301"))
                : newIds.get();
        String symbol = data.text("symbol", SymbolNames.SYMBOL, SymbolNames.EXPECTED);
        SignalAction action = action(data);
        double volume = volume(data, action);
        double stopLoss = data.optionalNotNegative("stop_loss", 0);
        double takeProfit = data.optionalNotNegative("take_profit", 0);
        double price = data.optionalNotNegative("price", 0);
        OrderKind kind = orderKind(data, price);
        double stopLimitPrice = stopLimitPrice(data, kind);
        double kellyScore =
                data.has("kelly_score") ? data.number("kelly_score", 0, 1, "float from 0 to 1") : Signal.NO_KELLY_SCORE;
        String comment = data.optionalText("comment", MAX_COMMENT, "");
        Urgency urgency = data.optionalWord("urgency", Urgency.class, Urgency.MEDIUM);
        long magic =
                data.optionalInteger("magic", 0, Long.MAX_VALUE, action == SignalAction.CLOSE ? -1 : policy.magic());
        long expiration = data.optionalTime("expiration", 0);
        int deviation = (int) data.optionalInteger("deviation", 0, MAX_DEVIATION, -1);
        long ticket = data.optionalInteger("ticket", 0, Long.MAX_VALUE, 0);
        String strategy = data.optionalText("strategy", MAX_COMMENT, "");
        String account = account(data);
        if (!data.ok()) {
            return null;
        }
        return new Signal(
                id,
                account,
                symbol,
                action,
                volume,
                stopLoss,
                takeProfit,
                price,
                kind,
                stopLimitPrice,
                comment,
                urgency,
                magic,
                expiration,
                deviation,
                ticket,
                strategy,
                kellyScore);
    }

    private static UUID id(String text) {
        return text.isEmpty() ? new UUID(0, 0) : UUID.fromString(text);
    }

    /** Only what the wire knows: what the platform changes itself is not for clients. */
    private static SignalAction action(FieldReader data) {
        Wire word = data.word("action", Wire.class);
        return word == null ? null : SignalAction.valueOf(word.name());
    }

    private enum Wire {
        BUY,
        SELL,
        CLOSE
    }

    private double volume(FieldReader data, SignalAction action) {
        if (action == SignalAction.CLOSE) {
            return data.has("volume") ? data.positive("volume") : 0;
        }
        return data.number(
                "volume",
                policy.minVolume(),
                policy.maxVolume(),
                "float from " + policy.minVolume() + " to " + policy.maxVolume());
    }

    private static OrderKind orderKind(FieldReader data, double price) {
        if (!data.has("order_type")) {
            return OrderKind.AUTO;
        }
        String type = data.text("order_type", ORDER_TYPE, "limit, stop or stop_limit");
        if (data.ok() && price == 0) {
            data.wrong("price", "float > 0, because order_type is " + type);
        }
        return data.ok() ? OrderKind.valueOf(type.toUpperCase(Locale.ROOT)) : OrderKind.AUTO;
    }

    private static double stopLimitPrice(FieldReader data, OrderKind kind) {
        if (kind == OrderKind.STOP_LIMIT) {
            return data.positive("stop_limit_price");
        }
        double given = data.optionalNotNegative("stop_limit_price", 0);
        if (data.ok() && given > 0) {
            data.wrong("stop_limit_price", "absent, unless order_type is stop_limit");
        }
        return 0;
    }

    /** The account that is named, or the default one; an unknown name is refused. */
    String account(FieldReader data) {
        if (!data.has("account")) {
            return policy.defaultAccount();
        }
        String account = data.text("account", NAME, "name of an account");
        if (data.ok() && !policy.accounts().contains(account)) {
            data.wrong("account", "one of " + String.join(", ", policy.accounts()));
        }
        return account;
    }
}
