package io.tickwire.terminal;

/**
 * What an order would need.
 *
 * @param requiredMargin in account currency
 * @param freeMargin before the order, in account currency
 */
public record OrderCheck(double requiredMargin, double freeMargin) {
    public boolean affordable() {
        return requiredMargin <= freeMargin;
    }
}
