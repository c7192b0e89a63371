package io.fantail.job;

import io.fantail.job.export.ExportFormat;
import io.fantail.job.export.ExportReport;
import io.fantail.job.export.HowToExport;
import io.fantail.job.export.LakeExport;
import io.fantail.job.export.WhatToExport;
import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.job.option.DayOptions;
import io.fantail.job.session.Session;
import java.io.PrintWriter;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes traces in the formats of other tools, or sends them. */
@Command(
    name = "export",
    description =
        "Writes traces for other tools: otlp (OpenTelemetry: Jaeger, Tempo, any Collector), chrome (Perfetto), speedscope"
            + " (where the time of all children goes), csv and parquet (rows of executions, spans and map_runs). Of a"
            + " large Map Run the failed, the slowest, the last and a weighted sample of the others are written, with one"
            + " span that says what all the rest came to.")
final class ExportCommand extends LakeCommand {
  @Mixin DayOptions dayOptions;

  @Option(
      names = "--format",
      required = true,
      description = "The format: ${COMPLETION-CANDIDATES}.")
  ExportFormat format;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder to write into: local, s3://bucket/prefix, hdfs://...")
  @Nullable String out;

  @Option(
      names = "--send",
      paramLabel = "URL",
      description =
          "For otlp, in the place of --out or with it: an OTLP/HTTP endpoint, http://host:4318 (then /v1/traces is meant)"
              + " or with a path. Headers, time limit and certificates are taken from OTEL_EXPORTER_OTLP_*.")
  @Nullable String send;

  @Option(
      names = "--execution",
      paramLabel = "ARN",
      description =
          "Only this execution, by ARN or name, with all that it started and what led to it.")
  @Nullable String execution;

  @Option(
      names = "--map-run",
      paramLabel = "ARN",
      description =
          "Only this Map Run: its ARN, its id or the beginning of it, or its label, where no other is called so.")
  @Nullable String mapRun;

  @Option(
      names = "--all",
      arity = "0..1",
      fallbackValue = "true",
      description = "Every child, in the place of the sample with a summary.")
  boolean all;

  @Option(
      names = "--payloads",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Inputs and outputs, too, as far as the lake has them. Without it none is exported: they are other people's data.")
  boolean payloads;

  @Option(
      names = "--service",
      paramLabel = "NAME",
      description = "For otlp: service.name of all spans. Without it the state machine of each.")
  @Nullable String service;

  @Option(
      names = "--force",
      arity = "0..1",
      fallbackValue = "true",
      description = "Replace a former export of the format in the folder.")
  boolean force;

  @Override
  void checkOptions() {
    dayOptions.check();
    if (execution != null && mapRun != null) {
      throw new JobException(
          ExitCode.USAGE, "--execution and --map-run are both given: name one of them.");
    }
    if (send != null && format != ExportFormat.OTLP) {
      throw new JobException(ExitCode.USAGE, "--send is for --format otlp alone.");
    }
    if (out == null && send == null) {
      throw new JobException(
          ExitCode.USAGE,
          "Nothing says where to export to: --out DIR"
              + (format == ExportFormat.OTLP ? ", --send URL or both." : "."));
    }
    endpoint();
  }

  private @Nullable URI endpoint() {
    if (send == null) {
      return null;
    }
    URI url;
    try {
      url = URI.create(send.strip());
    } catch (IllegalArgumentException noUrl) {
      throw noEndpoint();
    }
    boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!isHttp || url.getHost() == null) {
      throw noEndpoint();
    }
    if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
      // It is not printed: it may be a password or a key.
      throw new JobException(
          ExitCode.USAGE,
          "--send has more in it than an address: a user, a password, a query. Put what the endpoint knows you by into"
              + " OTEL_EXPORTER_OTLP_HEADERS, as in Authorization=Basic%20...");
    }
    return url;
  }

  private static JobException noEndpoint() {
    return new JobException(
        ExitCode.USAGE,
        "--send is no endpoint such as http://localhost:4318 or https://host/v1/traces.");
  }

  @Override
  public Integer call() {
    checkOptions();
    try (Session session = open(dayOptions.lake)) {
      session.checkQueryable();
      session.progress().noteDays(dayOptions.wholeDays());
      session.progress().begin("Exporting");
      ExportReport report =
          new LakeExport(
                  session.lake(),
                  new HowToExport(format, out, endpoint(), service, payloads, force),
                  session.run().id())
              .export(new WhatToExport(execution, mapRun, dayOptions.days(), all));
      PrintWriter print = spec.commandLine().getOut();
      if (outputOptions.json) {
        print.println(report.json());
      } else {
        report.lines().forEach(print::println);
      }
      return ExitCode.DONE;
    }
  }
}
