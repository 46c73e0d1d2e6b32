package io.tickwire.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tickwire.domain.message.StrategyCommand;
import io.tickwire.domain.message.StrategyCommand.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrategyPagesTest {

    @Test
    void aStrategyThatIsNotThereIsToldWithThoseThatAre() {
        assertEquals(
                "There is no strategy 'x'; there is a, b",
                StrategyPages.unknown("x", List.of("a", "b")).message());
        assertEquals(
                Map.of("known", List.of("a", "b")),
                StrategyPages.unknown("x", List.of("a", "b")).details());
        assertEquals(
                "There is no strategy 'x'; there are none: put a folder with a strategy.json into strategies.folder",
                StrategyPages.unknown("x", List.of()).message());
    }

    @Test
    void theAuditLogSaysWhatWasChanged() {
        assertEquals("strategy x drop_shadow", StrategyPages.described(StrategyCommand.of(Kind.DROP_SHADOW), "x"));
        assertEquals(
                "strategy x rollback ab12",
                StrategyPages.described(new StrategyCommand(Kind.ROLLBACK, "ab12", Map.of()), "x"));
        assertEquals(
                "strategy x settings {fast=5}",
                StrategyPages.described(new StrategyCommand(Kind.SETTINGS, "", Map.of("fast", 5L)), "x"));
    }

    @Test
    void aReportMayRunItsOwnScriptAndNoOther() {
        String page = "<script type=\"application/json\">{}</script><script>\nlet a = 1;\n</script>";
        assertEquals(
                "default-src 'none'; script-src 'sha256-wCpX6PRaV2tYabHPuD0EVrhGyeiYQpOhQOJ8OhOtDwA='; style-src 'unsafe-inline';"
                        + " img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox allow-scripts",
                ReportPolicy.of(page));
        assertNotEquals(ReportPolicy.of(page), ReportPolicy.of(page.replace("a = 1", "a = 2")));
        assertEquals(true, ReportPolicy.of("no script").contains("script-src 'none'"));
    }
}
