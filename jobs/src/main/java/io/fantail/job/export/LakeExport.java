package io.fantail.job.export;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.job.session.InterpretedPlans;
import io.fantail.look.export.SimilarChildren;
import io.fantail.look.export.SpanSink;
import io.fantail.look.export.chosen.ChosenSpans;
import io.fantail.look.export.chosen.ChosenTraces;
import io.fantail.look.export.chosen.TimeStage;
import io.fantail.look.export.chrome.ChromeTrace;
import io.fantail.look.export.otlp.EndpointException;
import io.fantail.look.export.otlp.OtlpBatches;
import io.fantail.look.export.otlp.OtlpEndpoint;
import io.fantail.look.export.otlp.OtlpJsonLines;
import io.fantail.look.export.otlp.OtlpProtobuf;
import io.fantail.look.export.otlp.OtlpTarget;
import io.fantail.look.export.speedscope.SpeedscopeFile;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import io.fantail.text.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Exports spans of a lake in one of the formats. */
public final class LakeExport {
  /** So many are read sooner than code for their queries is compiled. */
  private static final long FEW_EXECUTIONS = 50_000;

  private final Lake lake;
  private final HowToExport how;
  private final String runId;

  public LakeExport(Lake lake, HowToExport how, String runId) {
    this.lake = lake;
    this.how = how;
    this.runId = runId;
  }

  /**
   * Exports what was asked for.
   *
   * @throws JobException when it is not there, cannot be written, or is not taken
   */
  public ExportReport export(WhatToExport what) {
    InterpretedPlans interpreted = InterpretedPlans.in(lake.spark());
    try {
      if (lake.count(Tables.EXECUTIONS) > FEW_EXECUTIONS) {
        interpreted.end();
      }
      return exported(what);
    } finally {
      interpreted.end();
    }
  }

  private ExportReport exported(WhatToExport what) {
    try (ExportFolder folder = folder()) {
      ChosenTraces traces = what.find(lake, how.format() == ExportFormat.SPEEDSCOPE);
      Long spans = null;
      String sentTo = null;
      switch (how.format()) {
        case OTLP -> {
          OtlpEndpoint endpoint = endpoint();
          sentTo = endpoint == null ? null : endpoint.address();
          spans = write(traces, new OtlpBatches(how.service(), targets(folder, endpoint)));
        }
        case CHROME -> spans = write(traces, new ChromeTrace(known(folder)));
        case SPEEDSCOPE ->
            SpeedscopeFile.write(
                known(folder), "Where time goes", TimeStage.profiles(lake, traces));
        case CSV, PARQUET ->
            new TableExport(lake, traces, known(folder), how.format() == ExportFormat.CSV)
                .write(how.payloads());
      }
      return new ExportReport(
          how.format(),
          how.out(),
          folder == null ? List.of() : folder.publish(),
          traces.count(),
          spans,
          traces.similar().stream()
              .map(SimilarChildren::outcomes)
              .mapToLong(SimilarChildren.Outcomes::count)
              .sum(),
          sentTo);
    } catch (EndpointException refused) {
      throw new JobException(
          ExitCode.FAILED, Printable.of(String.valueOf(refused.getMessage())), refused);
    } catch (IOException failure) {
      throw ExportFolder.cannotWrite(String.valueOf(how.out()), failure);
    }
  }

  private @Nullable ExportFolder folder() {
    return how.out() == null
        ? null
        : ExportFolder.at(
            how.out(),
            lake.spark().sparkContext().hadoopConfiguration(),
            how.format(),
            runId,
            how.force());
  }

  /** Only OTLP goes elsewhere. */
  private static ExportFolder known(@Nullable ExportFolder folder) {
    return Objects.requireNonNull(folder);
  }

  private @Nullable OtlpEndpoint endpoint() {
    if (how.send() == null) {
      return null;
    }
    Map<String, String> properties = new HashMap<>();
    System.getProperties()
        .forEach((name, value) -> properties.put(name.toString(), value.toString()));
    try {
      return OtlpEndpoint.open(how.send(), System.getenv(), properties);
    } catch (RuntimeException setting) {
      throw new JobException(
          ExitCode.USAGE,
          "A setting OTEL_EXPORTER_OTLP_* cannot be followed ("
              + setting.getClass().getSimpleName()
              + ").",
          setting);
    }
  }

  private static List<OtlpTarget> targets(
      @Nullable ExportFolder folder, @Nullable OtlpEndpoint endpoint) throws IOException {
    List<OtlpTarget> targets = new ArrayList<>();
    if (folder != null) {
      targets.add(new OtlpJsonLines(folder));
      targets.add(new OtlpProtobuf(folder));
    }
    if (endpoint != null) {
      targets.add(endpoint);
    }
    return targets;
  }

  private long write(ChosenTraces traces, SpanSink to) throws IOException {
    try (SpanSink sink = to) {
      return new ChosenSpans(lake, traces, how.payloads()).writeTo(sink);
    }
  }
}
