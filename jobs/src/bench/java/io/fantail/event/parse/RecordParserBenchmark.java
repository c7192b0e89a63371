package io.fantail.event.parse;

import io.fantail.archive.ArchiveReader;
import io.fantail.archive.place.NamesFromKeys;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecord.LogEvent;
import io.fantail.event.ParsedRecord;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.testing.ArchiveFiles;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** From the bytes of a record to an event, with payloads (the default) and without. */
@State(Scope.Thread)
public class RecordParserBenchmark {
  @Param({"4096", "0"})
  public int payloadLimit;

  /** Counted by hand: JMH knows operations only. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Read {
    public long bytes;
  }

  /** Lines that are taken in turn. */
  public abstract static class Lines {
    private final List<LogEvent> lines;
    private int next;

    Lines(List<LogEvent> lines) {
      this.lines = lines;
    }

    LogEvent next(Read read) {
      LogEvent line = lines.get(next);
      next = (next + 1) % lines.size();
      read.bytes += line.length();
      return line;
    }
  }

  @State(Scope.Thread)
  public static class VendedLines extends Lines {
    public VendedLines() {
      super(SampleRecords.vendedLines());
    }
  }

  @State(Scope.Thread)
  public static class ReportLines extends Lines {
    public ReportLines() {
      super(SampleRecords.reportLines());
    }
  }

  @State(Scope.Thread)
  public static class FunctionLines extends Lines {
    public FunctionLines() {
      super(SampleRecords.functionLines());
    }
  }

  @State(Scope.Thread)
  public static class HistoryPage {
    private final ArchiveObject object = SampleRecords.historyPage();
  }

  @Benchmark
  public ParsedRecord vendedLine(VendedLines lines, Read read) {
    return parser().parse(lines.next(read));
  }

  @Benchmark
  public ParsedRecord reportLine(ReportLines lines, Read read) {
    return parser().parse(lines.next(read));
  }

  @Benchmark
  public ParsedRecord functionLine(FunctionLines lines, Read read) {
    return parser().parse(lines.next(read));
  }

  /** With the reading of the file: a history is parsed while it is cut into events. */
  @Benchmark
  public void historyPageOf1000Events(HistoryPage page, Read read, Blackhole blackhole)
      throws IOException {
    RecordParser parser = parser();
    try (ArchiveReader reader =
        new ArchiveReader(page.object, ArchiveFiles.HADOOP, NamesFromKeys.NONE)) {
      for (RawRecord record = reader.next(); record != null; record = reader.next()) {
        blackhole.consume(parser.parse(record));
      }
    }
    read.bytes += page.object.length();
  }

  private RecordParser parser() {
    return new RecordParser(new PayloadPolicy(payloadLimit, Set.of()), "file");
  }
}
