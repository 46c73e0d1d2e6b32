package io.tickwire.terminal;

/** MetaTrader 5 trade server return codes (MQL5 reference, "Return Codes of the Trade Server"). */
public enum Retcode {
    REQUOTE(10004, "Requote"),
    REJECT(10006, "Request rejected"),
    CANCEL(10007, "Request canceled by trader"),
    PLACED(10008, "Order placed"),
    DONE(10009, "Request completed"),
    DONE_PARTIAL(10010, "Only part of the request was completed"),
    ERROR(10011, "Request processing error"),
    TIMEOUT(10012, "Request canceled by timeout"),
    INVALID(10013, "Invalid request"),
    INVALID_VOLUME(10014, "Invalid volume in the request"),
    INVALID_PRICE(10015, "Invalid price in the request"),
    INVALID_STOPS(10016, "Invalid stops in the request"),
    TRADE_DISABLED(10017, "Trade is disabled"),
    MARKET_CLOSED(10018, "Market is closed"),
    NO_MONEY(10019, "There is not enough money to complete the request"),
    PRICE_CHANGED(10020, "Prices changed"),
    PRICE_OFF(10021, "There are no quotes to process the request"),
    INVALID_EXPIRATION(10022, "Invalid order expiration date in the request"),
    ORDER_CHANGED(10023, "Order state changed"),
    TOO_MANY_REQUESTS(10024, "Too frequent requests"),
    NO_CHANGES(10025, "No changes in request"),
    SERVER_DISABLES_AT(10026, "Autotrading disabled by server"),
    CLIENT_DISABLES_AT(10027, "Autotrading disabled by client terminal"),
    LOCKED(10028, "Request locked for processing"),
    FROZEN(10029, "Order or position frozen"),
    INVALID_FILL(10030, "Invalid order filling type"),
    CONNECTION(10031, "No connection with the trade server"),
    ONLY_REAL(10032, "Operation is allowed only for live accounts"),
    LIMIT_ORDERS(10033, "The number of pending orders has reached the limit"),
    LIMIT_VOLUME(10034, "The volume of orders and positions for the symbol has reached the limit"),
    INVALID_ORDER(10035, "Incorrect or prohibited order type"),
    POSITION_CLOSED(10036, "Position with the specified identifier has already been closed"),
    INVALID_CLOSE_VOLUME(10038, "A close volume exceeds the current position volume"),
    CLOSE_ORDER_EXIST(10039, "A close order already exists for the position"),
    LIMIT_POSITIONS(10040, "The number of open positions has reached the limit"),
    REJECT_CANCEL(10041, "The pending order activation request is rejected, the order is canceled"),
    LONG_ONLY(10042, "Only long positions are allowed on the symbol"),
    SHORT_ONLY(10043, "Only short positions are allowed on the symbol"),
    CLOSE_ONLY(10044, "Only position closing is allowed on the symbol"),
    FIFO_CLOSE(10045, "Position closing is allowed only by FIFO rule"),
    HEDGE_PROHIBITED(10046, "Opposite positions on a single symbol are disabled");

    private final int code;
    private final String text;

    Retcode(int code, String text) {
        this.code = code;
        this.text = text;
    }

    public int code() {
        return code;
    }

    public String text() {
        return text;
    }
}
