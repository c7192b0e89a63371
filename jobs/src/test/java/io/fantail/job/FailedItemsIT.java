package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table {@code failed_items}, as runs write it with different payload policies. */
class FailedItemsIT {
  @TempDir static Path folder = Path.of("");

  private static Path archive = Path.of("");

  @BeforeAll
  static void writeArchive() throws IOException {
    archive = FailedChildren.write(folder.resolve("archive"));
  }

  @Test
  void hasTheItemsOfEachChildThatDidNotSucceed() {
    Path lake = folder.resolve("lake");
    Commands.succeed("run", "--archive", archive, "--lake", lake);

    try (LakeReader tables = LakeReader.open(lake)) {
      assertThat(
              tables.rows(
                  """
                  SELECT split(execution_arn, ':')[7] AS child, item_index, item_key, item, status,
                         error, attempts, is_suspect, is_redrivable
                  FROM failed_items WHERE execution_arn NOT LIKE '%too-long' ORDER BY 1, 2"""))
          .extracting(Object::toString)
          .containsExactly(
              "[batch,1,o-2,{\"id\":\"o-2\"},FAILED,Refused,0,false,true]",
              "[object,0,in/\"a\".csv,%s,FAILED,Boom,2,false,true]"
                  .formatted(tables.rows(itemOf("object")).get(0).getString(0)),
              "[row,0,7,%s,ABORTED,null,0,false,true]"
                  .formatted(tables.rows(itemOf("row")).get(0).getString(0)),
              "[timed-out,0,4,4,TIMED_OUT,States.Timeout,0,true,true]",
              "[timed-out,1,5,5,TIMED_OUT,States.Timeout,0,true,true]");
      assertThat(tables.rows(itemOf("object")).get(0).getString(0))
          .contains("\"Key\":\"in/\\\"a\\\".csv\"");
      assertThat(
              tables.rows(
                  """
                  SELECT count(*), count(item) BETWEEN 60 AND 110, max(item_index),
                         count_if(item_key = concat('long-', item_index)) = count(item),
                         count_if(is_suspect), count(DISTINCT map_run_arn)
                  FROM failed_items WHERE execution_arn LIKE '%too-long'"""))
          .extracting(Object::toString)
          .containsExactly("[300,true,299,true,300,1]");
      assertThat(
              tables.number(
                  """
                  SELECT count(*) FROM failed_items i WHERE fingerprint IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM errors e WHERE e.fingerprint = i.fingerprint)"""))
          .as("items whose failure is none of errors")
          .isZero();
    }
  }

  private static String itemOf(String child) {
    return "SELECT item FROM failed_items WHERE execution_arn LIKE '%Fan:" + child + "'";
  }

  /** From the tables as from the traces, once and again. */
  @Test
  void isTheSameWhenItIsReportedAlone() {
    Path lake = folder.resolve("again");
    Commands.succeed("run", "--archive", archive, "--lake", lake);
    Map<String, List<String>> first = LakeReader.contents(lake);
    Commands.succeed("report", "--lake", lake);

    assertThat(first.get("failed_items")).hasSize(5 + FailedChildren.LONG_BATCH);
    LakeReader.assertSame(LakeReader.contents(lake), first);

    Commands.succeed("run", "--archive", archive, "--lake", lake);
    LakeReader.assertSame(LakeReader.contents(lake), first);
  }

  @Test
  void countsItemsOfWhichNothingIsKept() {
    Path lake = folder.resolve("nothing-kept");
    Commands.succeed("run", "--archive", archive, "--lake", lake, "--payload-limit", "0");

    try (LakeReader tables = LakeReader.open(lake)) {
      assertThat(
              tables.rows(
                  """
                  SELECT split(execution_arn, ':')[7] AS child, count(*), count(item),
                         count(item_key), count_if(is_suspect), max(item_index)
                  FROM failed_items GROUP BY 1 ORDER BY 1"""))
          .extracting(Object::toString)
          .containsExactly(
              "[batch,3,0,0,3,2]",
              "[object,1,0,0,0,0]",
              "[row,1,0,0,0,0]",
              "[timed-out,2,0,0,2,1]",
              "[too-long,300,0,0,300,299]");
    }
  }

  @Test
  void keepsNoValueThatIsMasked() {
    Path lake = folder.resolve("masked");
    Commands.succeed("run", "--archive", archive, "--lake", lake, "--redact", "card,id");

    try (LakeReader tables = LakeReader.open(lake)) {
      assertThat(tables.rows(itemOf("row")).get(0).getString(0))
          .contains("\"card\":\"***\"", "\"id\":\"***\"");
      assertThat(
              tables.rows(
                  """
                  SELECT count(*), count(item_key) FROM failed_items
                  WHERE execution_arn LIKE '%batch' OR execution_arn LIKE '%row'"""))
          .extracting(Object::toString)
          .containsExactly("[4,0]");
    }
  }
}
