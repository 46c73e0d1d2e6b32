package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

/** The API's page in a browser: every operation is there, one can be tried, and nothing comes from elsewhere. */
class DocsPageIT {
    private static final Duration AT_MOST = Duration.ofSeconds(20);

    @TempDir
    private Path profile;

    @Test
    void showsEveryOperationAndTriesOne() {
        ChromeDriver browser = Browser.open(profile);
        try (TickwireProcess node = TickwireProcess.start(
                "{\"http\":{\"port\":0},\"ticks\":{\"enabled\":false},\"inference\":{\"enabled\":false}}")) {
            browser.get(node.httpUrl() + "/docs");
            int operations = count(node.get("/openapi.json").body(), "\"operationId\"");
            Awaitility.await()
                    .atMost(AT_MOST)
                    .until(() -> browser.findElements(By.className("opblock")).size() == operations);
            By health = By.cssSelector("[id$=getHealth]");
            browser.findElement(health)
                    .findElement(By.className("opblock-summary-control"))
                    .click();
            click(browser, By.className("try-out__btn"));
            click(browser, By.className("execute"));
            Awaitility.await()
                    .atMost(AT_MOST)
                    .until(() -> browser.findElement(health).getText().contains("\"service\": \"tickwire\""));
            assertEquals(0, Browser.errors(browser).size(), "the browser's console has errors");
            assertTrue(operations > 30, "operations: " + operations);
        } finally {
            browser.quit();
        }
    }

    private static void click(ChromeDriver browser, By button) {
        Awaitility.await().atMost(AT_MOST).until(() -> !browser.findElements(button)
                .isEmpty());
        browser.executeScript("arguments[0].click()", browser.findElement(button));
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }
}
