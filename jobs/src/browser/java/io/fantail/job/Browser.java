package io.fantail.job;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Debian's Chromium with one page open, and whatever that page complains of. */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final int HEIGHT = 900;

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;
  private final List<String> complaints = new ArrayList<>();

  Browser() {
    // The browser is there: none has to be loaded.
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(List.of("--no-sandbox")));
  }

  /** Opens a file as a person with a window of this width does. */
  Page open(Path file, String address, int width, ColorScheme colours) {
    complaints.clear();
    BrowserContext context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, HEIGHT)
                .setColorScheme(colours));
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (!"log".equals(message.type())) {
            complaints.add(message.type() + ": " + message.text());
          }
        });
    page.onPageError(error -> complaints.add("error: " + error));
    page.onDialog(
        dialog -> {
          complaints.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onRequest(
        request -> {
          if (!request.url().equals(file.toUri() + address)
              && !request.url().equals(file.toUri().toString())) {
            complaints.add("request: " + request.url());
          }
        });
    page.navigate(file.toUri() + address);
    page.waitForSelector("main:not([aria-busy])");
    return page;
  }

  /** Opens a file in a wide window with light colours. */
  Page open(Path file) {
    return open(file, "", 1_280, ColorScheme.LIGHT);
  }

  /** What the page that was opened last wrote to the console, asked for or loaded. */
  List<String> complaints() {
    return complaints;
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
