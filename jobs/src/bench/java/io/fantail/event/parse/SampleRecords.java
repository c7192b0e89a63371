package io.fantail.event.parse;

import io.fantail.archive.ArchiveReader;
import io.fantail.archive.place.NamesFromKeys;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecord.LogEvent;
import io.fantail.sample.SampleArchive;
import io.fantail.sample.options.Layout;
import io.fantail.sample.options.SampleOptions;
import io.fantail.testing.ArchiveFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileUtil;

/** What the benchmarks read: records of a small sample. */
final class SampleRecords {
  private static final int CHILDREN = 1_000;

  /** The most that GetExecutionHistory answers at once. */
  private static final int EVENTS_OF_A_PAGE = 1_000;

  private SampleRecords() {}

  /** The lines that Step Functions writes to CloudWatch Logs. */
  static List<LogEvent> vendedLines() {
    return lines(Layout.EXPORT, "{\"id\":");
  }

  /** The line that Lambda writes at the end of each invocation. */
  static List<LogEvent> reportLines() {
    return lines(Layout.EXPORT, "REPORT ");
  }

  /** What a Python function logs. */
  static List<LogEvent> functionLines() {
    return lines(Layout.EXPORT, "[INFO]");
  }

  /** A page of a history as it was saved. */
  static ArchiveObject historyPage() {
    String page =
        lines(Layout.HISTORY, "{").stream()
            .map(LogEvent::text)
            .limit(EVENTS_OF_A_PAGE)
            .collect(Collectors.joining(",", "{\"events\":[", "]}"));
    try {
      Path file = Files.createTempFile("fantail-bench", ".json");
      file.toFile().deleteOnExit();
      return ArchiveFiles.write(file, page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<LogEvent> lines(Layout layout, String beginning) {
    try {
      Path folder = Files.createTempDirectory("fantail-bench");
      try {
        SampleArchive.write(SampleOptions.of(CHILDREN, 1).withLayout(layout), folder);
        return lines(folder.resolve("archive"), beginning);
      } finally {
        FileUtil.fullyDelete(folder.toFile());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<LogEvent> lines(Path archive, String beginning) throws IOException {
    List<LogEvent> lines = new ArrayList<>();
    for (ArchiveObject object : ArchiveFiles.list(archive)) {
      try (ArchiveReader reader =
          new ArchiveReader(object, ArchiveFiles.HADOOP, NamesFromKeys.NONE)) {
        for (RawRecord record = reader.next(); record != null; record = reader.next()) {
          if (record instanceof LogEvent line && line.text().startsWith(beginning)) {
            lines.add(copy(line));
          }
        }
      }
    }
    return lines;
  }

  /** The reader is about to write over the bytes of the line. */
  private static LogEvent copy(LogEvent line) {
    int end = line.offset() + line.length();
    byte[] bytes = Arrays.copyOfRange(line.buffer(), line.offset(), end);
    return new LogEvent(
        line.position(), line.source(), line.loggedAt(), line.eventId(), bytes, 0, bytes.length);
  }
}
