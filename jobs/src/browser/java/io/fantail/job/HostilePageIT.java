package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Names and messages of the archive are other people's text. Whatever they are, the page shows them
 * as they are, and runs nothing of them.
 */
class HostilePageIT {
  private static final String STATE = "<img src=x onerror=window.hostile=1>";
  private static final String ERROR = "</script><script>window.hostile=2</script>";
  private static final String OTHER_ERROR =
      "<svg onload=window.hostile=3>\u202e\u2028 ${env:HOME} {{7*7}}";
  private static final String MESSAGE =
      "<!--<script>window.hostile=4</script><a href=javascript:window.hostile=5>";
  private static final Map<String, String> IN_PLACE_OF =
      Map.of(
          "ProcessOrder\"", STATE + "\"",
          "ProcessOrder\\\"", STATE + "\\\"",
          "ConnectionError", ERROR,
          "KeyError", OTHER_ERROR,
          "connection reset by peer", MESSAGE);

  private static Browser browser;
  private static Path file = Path.of("");

  @BeforeAll
  static void writeThePage(@TempDir Path folder) throws IOException {
    Path archive = folder.resolve("archive");
    Commands.succeed("sample", "--out", archive, "--children", "400", "--seed", "11");
    try (Stream<Path> objects = Files.walk(archive.resolve("archive"))) {
      for (Path object : objects.filter(Files::isRegularFile).toList()) {
        makeHostile(object);
      }
    }
    Path lake = folder.resolve("lake");
    file = folder.resolve("page.html");
    Commands.succeed(
        "run", "--archive", archive.resolve("archive"), "--lake", lake, "--page", file);
    browser = new Browser();
  }

  @AfterAll
  static void close() {
    browser.close();
  }

  private static void makeHostile(Path object) throws IOException {
    byte[] bytes = Files.readAllBytes(object);
    boolean isZipped = bytes.length > 1 && bytes[0] == 0x1f && (bytes[1] & 0xff) == 0x8b;
    if (!isZipped) {
      return;
    }
    String text =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(),
            StandardCharsets.UTF_8);
    for (Map.Entry<String, String> one : IN_PLACE_OF.entrySet()) {
      text = text.replace(one.getKey(), one.getValue());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zipped = new GZIPOutputStream(out)) {
      zipped.write(text.getBytes(StandardCharsets.UTF_8));
    }
    Files.write(object, out.toByteArray());
  }

  @Test
  void showsHostileTextAndRunsNoneOfIt() {
    Page page = browser.open(file);
    page.evaluate(
        "() => [...document.querySelectorAll('summary, button:not([disabled])')].filter(one => one.offsetParent).forEach(one => one.click())");

    assertThat(page.evaluate("window.hostile")).isNull();
    assertThat(page.locator("main").textContent()).contains(STATE, ERROR, OTHER_ERROR, MESSAGE);
    assertThat(page.locator("main img, main script, main a[href^=javascript]").count()).isZero();
    assertThat(browser.complaints()).isEmpty();
  }

  /** The policy is not only there: what it forbids does not run. */
  @Test
  void letsNoOtherScriptRunAndNothingBeLoaded() {
    Page page = browser.open(file);
    page.evaluate(
        """
        () => {
          window.violations = [];
          addEventListener('securitypolicyviolation', event => window.violations.push(event.effectiveDirective));
          const script = document.createElement('script');
          script.textContent = 'window.hostile = 6';
          document.body.append(script);
          const image = document.createElement('img');
          image.src = 'https://example.com/pixel.gif';
          document.body.append(image);
        }""");
    page.waitForFunction("window.violations.length >= 2");
    assertThat(page.evaluate("window.hostile")).isNull();
    assertThat((List<?>) page.evaluate("window.violations"))
        .asString()
        .contains("script-src-elem", "img-src");
  }
}
