package io.tickwire.terminal;

/** MetaTrader 5 trade server return codes (MQL5 reference, "Trade Server Return Codes"). */
public enum Retcode {
    REQUOTE(10004, "Requote"),
    REJECT(10006, "Request rejected"),
    PLACED(10008, "Order placed"),
    DONE(10009, "Request completed"),
    DONE_PARTIAL(10010, "Only part of the request was completed"),
    INVALID(10013, "Invalid request"),
    INVALID_VOLUME(10014, "Invalid volume in the request"),
    INVALID_PRICE(10015, "Invalid price in the request"),
    INVALID_STOPS(10016, "Invalid stops in the request"),
    TRADE_DISABLED(10017, "Trade is disabled"),
    MARKET_CLOSED(10018, "Market is closed"),
    NO_MONEY(10019, "There is not enough money to complete the request"),
    PRICE_CHANGED(10020, "Prices changed"),
    PRICE_OFF(10021, "There are no quotes to process the request"),
    NO_CHANGES(10025, "No changes in request"),
    CONNECTION(10031, "No connection with the trade server"),
    INVALID_ORDER(10035, "Incorrect or prohibited order type"),
    POSITION_CLOSED(10036, "Position with the specified identifier has already been closed");

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
