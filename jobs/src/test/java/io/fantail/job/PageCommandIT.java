package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fantail.look.page.PageDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code page} as a user calls it; what a browser makes of the file is tested where there is one.
 */
@ExtendWith(CaseLake.class)
class PageCommandIT {
  @TempDir Path folder = Path.of("");

  private JsonNode page(Object... options) throws IOException {
    Path file = folder.resolve("page.html");
    Object[] command = new Object[options.length + 5];
    System.arraycopy(
        new Object[] {"page", "--lake", CaseLake.lake(), "--out", file}, 0, command, 0, 5);
    System.arraycopy(options, 0, command, 5, options.length);
    Commands.succeed(command);
    String html = Files.readString(file);
    String begin = "id=\"data\">";
    return new ObjectMapper()
        .readTree(
            html.substring(
                html.indexOf(begin) + begin.length(),
                html.indexOf("</script>", html.indexOf(begin))));
  }

  /** What this command has written is replaced. */
  @Test
  void isOfAllDaysWhereNothingIsAskedAndHasAnotherWindowBeside(LakeReader lake) throws IOException {
    Path former = folder.resolve("page.html");
    Files.writeString(former, PageDocument.BEGINNING + "of another day");

    JsonNode page = page("--base", "2026-01-01/2026-12-31");

    assertThat(rows(page, "extent").get(0).get(2).asLong())
        .isEqualTo(lake.number("SELECT count(*) FROM executions"));
    assertThat(rows(page, "map_runs").size())
        .isEqualTo((int) lake.number("SELECT least(count(*), 200) FROM map_runs"));
    assertThat(page.path("words").toString()).contains("SLOW", "FAILS", "COMPLETE");
    assertThat(page.path("facts").path("base").asText()).isEqualTo("2026-01-01/2026-12-31");
    assertThat(rows(page, "base_survival").size()).isPositive();
  }

  /** All cases are drawn: every answer has the columns that the scripts ask for. */
  @Test
  void isOfOneMapRun(LakeReader lake) throws IOException {
    Row run =
        lake.rows("SELECT map_run_arn, children FROM map_runs ORDER BY children DESC, map_run_arn")
            .get(0);
    JsonNode page = page("--map-run", run.getString(0));

    assertThat(rows(page, "map_runs").size()).isOne();
    assertThat(rows(page, "extent").get(0).get(3).asLong()).isEqualTo(run.getLong(1));
    assertThat(page.path("facts").path("is_of_map_runs").asBoolean()).isTrue();
  }

  @Test
  void opensAtTheExecutionThatWasAsked(LakeReader lake) throws IOException {
    String child =
        lake.rows(
                "SELECT max(execution_arn) FROM executions WHERE map_run_arn IS NOT NULL AND is_distributed_map_child")
            .get(0)
            .getString(0);
    JsonNode page = page("--execution", child);

    assertThat(page.path("facts").path("opened").asText()).isEqualTo(child);
    assertThat(page.path("texts").toString()).contains(child);
    assertThat(rows(page, "children").size()).isPositive();
  }

  @Test
  void replacesNothingElse() throws IOException {
    Path file = folder.resolve("page.html");
    Files.writeString(file, "notes of somebody");
    Commands.Outcome refused = Commands.call("page", "--lake", CaseLake.lake(), "--out", file);

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("is no file that this command wrote");
    assertThat(Files.readString(file)).isEqualTo("notes of somebody");
  }

  @Test
  void saysWhereThereIsNothingToDraw() {
    Commands.Outcome nothing =
        Commands.call(
            "page",
            "--lake",
            CaseLake.lake(),
            "--out",
            folder.resolve("p"),
            "--from",
            "2031-01-01");

    assertThat(nothing.exitCode()).isEqualTo(4);
    assertThat(nothing.err()).contains("there is nothing to draw");
    assertThat(Files.exists(folder.resolve("p"))).isFalse();
  }

  private static JsonNode rows(JsonNode page, String key) {
    return page.path("answers").path(key).path("rows");
  }
}
