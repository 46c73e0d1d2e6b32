package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.it.rest.TestStrategy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;

/** The page of strategies in a real browser against the real jar. */
final class StrategiesPageIT {
    private static final String STATE = "[data-testid=detail-state][data-strategy-state=%s]";

    @TempDir
    private Path folder;

    @Test
    void stopsAndStartsAStrategyAndShowsWhereItDoesNotCompile() {
        TestStrategy strategy = new TestStrategy(folder.resolve("strategies"));
        ChromeDriver browser = Browser.open(folder.resolve("profile"));
        try (TickwireProcess node = TickwireProcess.start("{\"http\":{\"port\":0},\"ticks\":{\"enabled\":false},"
                + "\"inference\":{\"enabled\":false},\"verticles\":{\"inference\":{\"enabled\":false}},"
                + "\"strategies\":{\"folder\":\"" + folder.resolve("strategies") + "\",\"poll\":\"100ms\"}}")) {
            browser.get(node.httpUrl() + "/");
            DashboardPage page = new DashboardPage(browser);
            page.click("[data-testid=strategies-link]");
            page.await(STATE.formatted("running"));
            assertEquals("counter", page.text("[data-testid=detail-id]"));

            page.click("[data-testid=act-stop]");
            page.click("[data-testid=confirm-no]");
            page.await(STATE.formatted("running"));
            page.click("[data-testid=act-stop]");
            page.click("[data-testid=confirm-yes]");
            page.await(STATE.formatted("off"));
            page.click("[data-testid=act-start]:not([disabled])");
            page.click("[data-testid=confirm-yes]");
            page.await(STATE.formatted("running"));

            String place = strategy.spoil();
            String problem = page.text("[data-testid=problem]");
            assertTrue(problem.startsWith(place + ":") && problem.endsWith("';' expected"), problem);
            page.await(STATE.formatted("running"));
            strategy.mend("mended");
            page.awaitGone("[data-testid=problem]");

            page.type("[data-testid=setting-every]", "many");
            page.await("[data-testid=setting-every][aria-invalid=true]");
            page.type("[data-testid=setting-every]", "7");
            page.click("[data-testid=settings-save]");
            page.click("[data-testid=confirm-yes]");
            page.awaitThat(
                    "the setting is taken",
                    () -> node.get("/api/v1/strategies/counter").body().contains("\"value\":7,"));
            assertEquals(List.of(), Browser.errors(browser));
        } finally {
            browser.quit();
        }
    }
}
