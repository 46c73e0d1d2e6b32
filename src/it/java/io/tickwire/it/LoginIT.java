package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

/** The dashboard of a node that asks for credentials, in a real browser. */
final class LoginIT {
    private static final String FIELD = "[data-testid=login][open] [data-testid=login-credential]";
    private static final String CONNECTED = "[data-testid=connection-state][data-state=connected]";

    @TempDir
    Path profile;

    @Test
    void asksForAKeyAndKeepsItWhileTheTabIsOpen() {
        ChromeDriver browser = Browser.open(profile);
        try (SecuredNode node = new SecuredNode()) {
            String key = node.key("desk", "trade");
            browser.get(node.process.httpUrl() + "/");
            DashboardPage page = new DashboardPage(browser);
            page.await(FIELD);
            assertEquals("A key or token is needed", page.text("[data-testid=login-why]"));

            page.type(FIELD, "wrong");
            page.click("[data-testid=login-yes]");
            page.awaitThat("why it was refused", () -> page.text("[data-testid=login-why]")
                    .contains("not accepted"));
            page.type(FIELD, key);
            page.click("[data-testid=login-yes]");
            page.await(CONNECTED);
            page.awaitThat("bars", () -> page.bars() >= 100);
            page.await("[data-testid=buy]:not([disabled])");

            browser.navigate().refresh();
            page.await(CONNECTED);
            assertEquals(List.of(), browser.findElements(By.cssSelector("[data-testid=login][open]")));
            assertTrue(browser.getCurrentUrl().indexOf(key) < 0);
            // What the browser itself reports of the two 401 is all that is wrong.
            assertEquals(
                    List.of(),
                    Browser.errors(browser).stream()
                            .filter(error -> !error.contains("401"))
                            .toList());

            node.revokeKeys();
            page.await(FIELD);
        } finally {
            browser.quit();
        }
    }
}
