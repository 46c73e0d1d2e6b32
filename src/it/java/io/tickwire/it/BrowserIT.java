package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;

/** The dashboard in a real browser against the real jar. */
final class BrowserIT {
    private static final String BID = "[data-testid=quote-row][data-symbol=EURUSD] [data-testid=bid]";
    private static final String POSITION = "[data-testid=position-row]";
    private static final String BALANCE = "[data-testid=account-balance]";
    private static final String STATE = "[data-testid=connection-state][data-state=%s]";

    @TempDir
    Path profile;

    private ChromeDriver browser;
    private TickwireProcess tickwire;
    private String config;

    @BeforeEach
    void start() {
        browser = Browser.open(profile);
        config = "{\"http\":{\"port\":" + QuietPort.find() + "},\"ticks\":{\"port\":0},\"inference\":{\"port\":0}}";
        tickwire = TickwireProcess.start(config);
    }

    @AfterEach
    void stop() {
        if (browser != null) {
            browser.quit();
        }
        if (tickwire != null) {
            tickwire.close();
        }
    }

    @Test
    void showsPricesThatMoveAndBarsOfEachTimeframe() {
        DashboardPage page = DashboardPage.open(browser, tickwire.httpUrl() + "/");
        String first = page.text(BID);

        page.awaitThat("the bid moves", () -> !page.text(BID).equals(first));
        for (String timeframe : List.of("M5", "M15", "H1", "M1")) {
            page.click("[data-testid=timeframe][data-tf=" + timeframe + "]");
            page.await("[data-testid=timeframe][data-tf=" + timeframe + "][aria-pressed=true]");
            page.awaitThat("bars of " + timeframe, () -> page.bars() >= 100);
        }
        assertEquals("10001@Tickwire-Demo", page.text("[data-testid=account-login]"));
        assertEquals(List.of(), Browser.errors(browser));
    }

    @Test
    void opensAPositionWithStopsAndClosesIt() {
        DashboardPage page = DashboardPage.open(browser, tickwire.httpUrl() + "/");
        double before = page.value(BALANCE);
        page.type("[data-testid=volume]", "0.10");
        page.type("[data-testid=stop-loss]", "1.00000");
        page.type("[data-testid=take-profit]", "1.20000");

        page.click("[data-testid=buy]");
        String shown = page.await(POSITION + "[data-ticket]").getText();
        String bought = page.toast("success");
        page.click(POSITION + " [data-testid=close-position]");
        page.awaitGone(POSITION);

        assertTrue(bought.contains("Bought 0.10 EURUSD at 1.0"), bought);
        assertTrue(shown.contains("EURUSD Buy 0.10 1.0") && shown.contains("1.00000 1.20000"), shown);
        // The price may move back by exactly the spread, but not in the blink between the two clicks.
        page.awaitThat("the balance changes", () -> page.value(BALANCE) != before);
        assertEquals(before + profitOfTheClose(page), page.value(BALANCE), 0.001);
        assertEquals(List.of(), Browser.errors(browser));
    }

    private static double profitOfTheClose(DashboardPage page) {
        return Double.parseDouble(page.text("[data-testid=execution] .x-profit")
                .replace('\u2212', '-')
                .replace("+", ""));
    }

    @Test
    void saysWhyAnOrderIsRefused() {
        DashboardPage page = DashboardPage.open(browser, tickwire.httpUrl() + "/");

        page.type("[data-testid=volume]", "0.015");
        page.click("[data-testid=buy]");
        assertEquals("Volume goes in steps of 0.01", page.text("[data-testid=volume-problem]"));

        page.type("[data-testid=volume]", "0.10");
        page.type("[data-testid=stop-loss]", "2.00000");
        page.click("[data-testid=buy]");
        String refused = page.toast("error");
        assertTrue(refused.contains("Buy 0.10 EURUSD refused"), refused);
        assertTrue(refused.contains("stop_loss 2.0 of a BUY must be below 1.0"), refused);

        page.awaitGone(POSITION);
        page.await("[data-testid=buy]:not([disabled])");
        assertEquals(List.of(), Browser.errors(browser));
    }

    @Test
    void saysThatTheServerIsGoneAndComesBackWithIt() {
        DashboardPage page = DashboardPage.open(browser, tickwire.httpUrl() + "/");

        tickwire.close();
        page.await(STATE.formatted("disconnected"));
        page.await("[data-testid=buy][disabled]");
        assertTrue(page.text("[data-testid=banner]").contains("Prices below are old"));

        tickwire = TickwireProcess.start(config);
        page.await(STATE.formatted("connected"));
        page.awaitGone("[data-testid=banner]:not([hidden])");
        String bid = page.text(BID);
        page.awaitThat("the bid moves", () -> !page.text(BID).equals(bid));
        assertNotEquals(0, page.bars());
        // While nobody listened the browser itself reports refused connections; nothing else may be wrong.
        assertEquals(
                List.of(),
                Browser.errors(browser).stream()
                        .filter(error -> !error.contains("ERR_CONNECTION_REFUSED"))
                        .toList());
    }
}
