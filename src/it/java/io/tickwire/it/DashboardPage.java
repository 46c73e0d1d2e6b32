package io.tickwire.it;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The dashboard as a trader uses it: reads and clicks what its test ids name, and waits for what should come. */
final class DashboardPage {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ChromeDriver browser;

    DashboardPage(ChromeDriver browser) {
        this.browser = browser;
    }

    static DashboardPage open(ChromeDriver browser, String url) {
        browser.get(url);
        DashboardPage page = new DashboardPage(browser);
        page.await("[data-testid=connection-state][data-state=connected]");
        page.await("[data-testid=buy]:not([disabled])");
        return page;
    }

    /** Waits until something matches. */
    WebElement await(String css) {
        return until(css, page -> page.findElements(By.cssSelector(css)).stream()
                .findFirst()
                .orElse(null));
    }

    void awaitGone(String css) {
        until("gone: " + css, page -> page.findElements(By.cssSelector(css)).isEmpty());
    }

    void awaitThat(String what, BooleanSupplier condition) {
        until(what, page -> condition.getAsBoolean());
    }

    private <T> T until(String what, ExpectedCondition<T> condition) {
        return new WebDriverWait(browser, PATIENCE, Duration.ofMillis(50))
                .withMessage(what)
                .until(condition);
    }

    String text(String css) {
        return await(css).getText();
    }

    /** The raw number beside a formatted one. */
    double value(String css) {
        return Double.parseDouble(await(css + "[data-value]").getDomAttribute("data-value"));
    }

    int bars() {
        return Integer.parseInt(await("[data-testid=chart]").getDomAttribute("data-bars"));
    }

    void click(String css) {
        await(css).click();
    }

    void type(String css, String text) {
        WebElement field = await(css);
        field.clear();
        field.sendKeys(text);
    }

    /** The newest message of a kind: success, warning or error. It fades in, and what cannot be seen has no text. */
    String toast(String kind) {
        String css = "[data-testid=toast][data-kind=" + kind + "]";
        awaitThat("text in " + css, () -> !text(css).isEmpty());
        return text(css);
    }
}
