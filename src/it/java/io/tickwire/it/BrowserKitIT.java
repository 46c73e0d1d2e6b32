package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;

/** The JavaScript kit in a real browser, on a page that Tickwire serves. */
final class BrowserKitIT {
    private static final String TRADE = """
            const done = arguments[0];
            (async () => {
              const { Tickwire } = await import('/clients/tickwire.mjs');
              const tw = new Tickwire('%s', { clientName: 'page' });
              const welcome = await tw.connect();
              for await (const tick of tw.ticks(['EURUSD'])) { if (tick.bid > 0) break; }
              const outcome = await tw.trade({ symbol: 'EURUSD', action: 'BUY', volume: 0.1 });
              tw.close();
              return `${welcome.type} ${outcome.status} ${tw.state}`;
            })().then(done, (error) => done(String(error)));
            """;
    private static final String TOKEN = """
            const done = arguments[0];
            (async () => {
              const { Tickwire } = await import('/clients/tickwire.mjs');
              const offered = [];
              class Socket {
                constructor(url, protocols) { offered.push(...protocols); }
                close() {}
              }
              const tw = new Tickwire('%s', { token: 'abc', WebSocket: Socket });
              tw.connect().catch(() => {});
              await new Promise((resolve) => setTimeout(resolve));
              tw.close();
              return offered.join();
            })().then(done, (error) => done(String(error)));
            """;

    private static final String SECURED = """
            const done = arguments[0];
            const [url, token] = ['%s', '%s'];
            (async () => {
              const { Tickwire } = await import('/clients/tickwire.mjs');
              const trade = async (options) => {
                const tw = new Tickwire(url, options);
                await tw.connect();
                for await (const tick of tw.ticks(['EURUSD'])) { if (tick.bid > 0) break; }
                const outcome = await tw.trade({ symbol: 'EURUSD', action: 'BUY', volume: 0.1 });
                tw.close();
                return outcome.status;
              };
              const ticket = async () => {
                const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
                return (await (await fetch('/auth/ticket', { method: 'POST', headers, body: '{}' })).json()).ticket;
              };
              const wrong = await new Tickwire(url, { token: 'wrong' }).connect().catch((error) => error.code);
              return `${await trade({ token })} ${await trade({ ticket })} ${wrong}`;
            })().then(done, (error) => done(String(error)));
            """;

    @TempDir
    Path profile;

    @Test
    void tradesOnAPageAndOffersItsTokenAsASubprotocol() {
        ChromeDriver browser = Browser.open(profile);
        try (TickwireProcess tickwire = TickwireProcess.startDefault()) {
            browser.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
            browser.get(tickwire.httpUrl() + "/health/live");
            assertEquals(
                    "connection_established success closed",
                    browser.executeAsyncScript(TRADE.formatted(tickwire.bridgeUrl())));
            assertEquals("tickwire,bearer.abc", browser.executeAsyncScript(TOKEN.formatted(tickwire.bridgeUrl())));
        } finally {
            browser.quit();
        }
    }

    @Test
    void tradesByTokenAndByTicketWhereCredentialsAreAskedFor() {
        ChromeDriver browser = Browser.open(profile);
        try (SecuredNode node = new SecuredNode()) {
            browser.manage().timeouts().scriptTimeout(Duration.ofSeconds(40));
            browser.get(node.process.httpUrl() + "/health/live");
            assertEquals(
                    "success success UNAUTHORIZED",
                    browser.executeAsyncScript(SECURED.formatted(node.process.bridgeUrl(), node.token("trade"))));
        } finally {
            browser.quit();
        }
    }
}
