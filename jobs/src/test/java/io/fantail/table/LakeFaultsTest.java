package io.fantail.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.parquet.io.ParquetDecodingException;
import org.junit.jupiter.api.Test;

class LakeFaultsTest {
  private static final String FILE =
      "s3a://bucket/lake/events/day=2026-11-20/part-00003-5d0e.c000.zstd.parquet";

  @Test
  void namesAMissingFileAndTheCommandThatMakesItsDayAgain() {
    for (Throwable missing :
        List.of(
            new FileNotFoundException("No such file or directory: " + FILE),
            new FileNotFoundException("File " + FILE + " does not exist\nIt is possible ..."),
            new IOException("Job aborted", new FileNotFoundException(FILE + " (gone)")))) {
      assertThat(LakeFaults.explain(new IllegalStateException(missing)))
          .startsWith("A file of the table events is missing: " + FILE + ".\n")
          .contains("'run --archive URI --from 2026-11-20 --to 2026-11-21 --afresh'");
    }
  }

  @Test
  void namesADamagedFile() {
    for (Throwable damaged :
        List.of(
            new ChecksumException("Checksum error: " + FILE + " at 512", 512),
            new IOException(
                "Encountered error while reading file " + FILE + ". Details:",
                new ParquetDecodingException("could not verify page integrity")),
            new IllegalArgumentException(FILE + " is not a Parquet file. Expected magic number"))) {
      assertThat(LakeFaults.explain(damaged))
          .startsWith("A file of the table events is damaged: " + FILE);
    }
  }

  @Test
  void saysWhichCommandMakesWhichTable() {
    assertThat(missing("lake/executions/day=2026-11-20/part-1.parquet"))
        .contains("'trace --from 2026-11-20 --to 2026-11-21', then 'report --from");
    assertThat(missing("lake/latency/day=2026-12-31/part-1.parquet"))
        .contains("'report --from 2026-12-31 --to 2027-01-01'");
    assertThat(missing("lake/rejects/part-1.parquet"))
        .contains("delete the folder rejects", "'run' over the whole archive");
    assertThat(missing("lake/runs/part-1.parquet")).contains("delete the folder runs");
  }

  @Test
  void saysThatAccessIsDenied() {
    for (Throwable denied :
        List.of(
            new AccessDeniedException(FILE, null, "open: Forbidden (Status Code: 403)"),
            new AccessControlException("Permission denied: user=me, inode=\"" + FILE + "\""),
            new FileNotFoundException(FILE + " (Permission denied)"))) {
      assertThat(LakeFaults.explain(new IOException("Job aborted", denied)))
          .startsWith("The table events cannot be read: access to " + FILE + " is denied.")
          .doesNotContain("--afresh");
    }
  }

  @Test
  void saysThatATableIsOfANewerDelta() {
    assertThat(
            LakeFaults.explain(
                new IllegalStateException(
                    "[DELTA_UNSUPPORTED_FEATURES_FOR_READ] Unsupported Delta read feature: table"
                        + " \"s3a://bucket/lake/spans\" requires reader table feature(s)")))
        .startsWith("The table spans was written by a newer version of Delta");
  }

  @Test
  void leavesOtherFailuresToOthers() {
    assertThat(LakeFaults.explain(new FileNotFoundException("s3a://bucket/archive/a.gz"))).isNull();
    assertThat(LakeFaults.explain(new IOException("No space left on device"))).isNull();
    assertThat(LakeFaults.explain(new IOException("cannot write " + FILE))).isNull();
    Exception half = new IllegalStateException();
    Exception ring = new IOException(half);
    half.initCause(ring);
    assertThat(LakeFaults.explain(ring)).isNull();
  }

  private static String missing(String file) {
    return String.valueOf(LakeFaults.explain(new FileNotFoundException("/data/" + file)));
  }
}
