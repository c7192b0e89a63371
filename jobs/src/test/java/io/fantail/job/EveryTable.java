package io.fantail.job;

import io.fantail.testing.ArchiveFiles;
import io.fantail.testing.AwsSpanJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lake that has rows in every table, made once in a JVM: of a sample with planted causes, of some
 * of the cases, of children that never began, of a span of AWS and of something that cannot be
 * read. It was reported twice, so that files are left behind that are of no table any more.
 */
final class EveryTable {
  /** 2026-08-24T09:00:00Z. */
  private static final long START_MILLIS = 1787562000000L;

  private static final long NANOS = 1_000_000;

  private static @Nullable Path written;

  private EveryTable() {}

  /** Its folder. */
  static synchronized Path lake() {
    Path lake = written == null ? write() : written;
    written = lake;
    return lake;
  }

  private static Path write() {
    Path folder = CaseLake.deletedAtExit("fantail-tables");
    Path lake = folder.resolve("lake");
    Path archive = folder.resolve("archive");
    try {
      Commands.succeed(
          "sample",
          "--children=800",
          "--seed=7",
          "--child-type=express",
          "--run-effect=0.15",
          "--plant=sick-sandbox,throttle-burst",
          "--plant=error-families",
          "--out=" + folder);
      writePending(FailedChildren.write(archive.resolve("failed")));
      ArchiveFiles.write(archive.resolve("spans.json"), span());
      ArchiveFiles.write(archive.resolve("empty.json"), "");
      ArchiveFiles.write(archive.resolve("large.json"), nearTheLimitOfPayloads());
      List<Object> run = new ArrayList<>(List.of("run", "--archive", archive, "--lake", lake));
      for (String folderOfCases : List.of("durable-function", "pending-children")) {
        run.addAll(List.of("--archive", CaseLake.folder(folderOfCases)));
      }
      Commands.succeed(run.toArray());
      Commands.succeed("report", "--lake", lake);
      return lake;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void writePending(Path archive) throws IOException {
    String id = FailedChildren.MAP_RUN.substring(FailedChildren.MAP_RUN.lastIndexOf(':') + 1);
    ArchiveFiles.write(
        archive.resolve("results/" + id).resolve("PENDING_0.json"),
        "[{\"Input\":\"{\\\"id\\\":7}\",\"Status\":\"PENDING\",\"InputDetails\":{\"Included\":true}}]");
  }

  private static String nearTheLimitOfPayloads() {
    String output = VendedLog.json(Map.of("text", "x".repeat(240_000)));
    return new VendedLog("large:one")
        .add("ExecutionStarted", Map.of("input", "{}"))
        .add("PassStateEntered", Map.of("name", "Grow"))
        .add("PassStateExited", Map.of("name", "Grow", "output", output))
        .add("ExecutionSucceeded", Map.of("output", "{}"))
        .text();
  }

  private static String span() {
    String span =
        new AwsSpanJson(
                "6b0a7f40aaaabbbbccccddddeeeeffff",
                "00000000000000a1",
                null,
                "one",
                START_MILLIS * NANOS)
            .ofExecution("arn:aws:states:eu-west-1:444455556666:execution:orders:one")
            .endedAt((START_MILLIS + 400) * NANOS)
            .text();
    return DeliveredLog.of(
        "aws/spans",
        "default",
        List.of(Map.of("id", "1", "timestamp", START_MILLIS, "message", span)));
  }
}
