package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cases that are run with {@code --redact}. */
class RedactionCasesIT {
  @Test
  void changesNoByteOutsideOfTheMaskedValues(@TempDir Path folder) {
    Path lake = folder.resolve("lake");
    Commands.succeed(
        "run",
        "--archive",
        CaseLake.folder("redact-changes-numbers"),
        "--lake",
        lake,
        "--redact",
        "token");

    try (LakeReader reader = LakeReader.open(lake)) {
      assertThat(reader.rows("SELECT input FROM spans WHERE kind = 'execution'"))
          .singleElement()
          .extracting(row -> row.getString(0))
          .isEqualTo(
              "{\"amount\":12345678901234567890123.10,\"big\":1e400,\"id\":9007199254740993,"
                  + "\"neg0\":-0.0,\"token\":\"***\",\"s\":\"{\\\"token\\\":\\\"***\\\","
                  + "\\\"n\\\":123456789012345678901234567890.50}\"}");
    }
  }

  @Test
  void readsTheExecutionBesideOneWhoseInputIsNestedThousandsDeep(@TempDir Path folder) {
    Path lake = folder.resolve("lake");
    Commands.succeed(
        "run",
        "--archive",
        CaseLake.folder("reliability/so5"),
        "--lake",
        lake,
        "--redact",
        "password");

    try (LakeReader reader = LakeReader.open(lake)) {
      assertThat(reader.rows("SELECT name, status, event_count FROM executions ORDER BY name"))
          .extracting(Row::toString)
          .containsExactly("[good,SUCCEEDED,7]", "[n5,SUCCEEDED,7]");
      assertThat(reader.number("SELECT count(*) FROM rejects")).isZero();
    }
  }
}
