package io.fantail.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fantail.archive.Json;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What a person wants to know when a command is done, and the same for a machine. */
final class Summary {
  /** One question and its answer. */
  private record Section(String key, String title, List<String> header, List<Row> rows) {}

  private static final int CELL_CHARS = 80;

  private final Lake lake;
  private final @Nullable Account account;
  private final DaySet days;
  private final List<Section> sections = new ArrayList<>();

  private Summary(Lake lake, @Nullable Account account, DaySet days) {
    this.lake = lake;
    this.account = account;
    this.days = days;
  }

  /** Of the main job: traces, reports, and what was read. */
  static Summary of(Lake lake, Account account, DaySet days) {
    Map<String, String> questions = new LinkedHashMap<>(SummaryQueries.TRACES);
    questions.putAll(account.rejects() > 0 ? SummaryQueries.REJECTS : Map.of());
    return new Summary(lake, account, days).answering(questions);
  }

  static Summary ofIngest(Lake lake, Account account) {
    return new Summary(lake, account, DaySet.NONE)
        .answering(account.rejects() > 0 ? SummaryQueries.REJECTS : Map.of());
  }

  static Summary ofTraces(Lake lake, DaySet days) {
    return new Summary(lake, null, days).answering(SummaryQueries.TRACES);
  }

  /** Without the reports: they may be older than the traces. */
  static Summary ofExecutions(Lake lake, DaySet days) {
    return new Summary(lake, null, days).answering(SummaryQueries.EXECUTIONS);
  }

  void print(PrintWriter out, boolean json) {
    if (json) {
      out.println(toJson());
      return;
    }
    boolean isFirst = true;
    for (Section section : sections) {
      boolean isSentence = section.title.equals(SummaryQueries.COMPLETENESS);
      if (!isSentence && section.rows.isEmpty()) {
        continue;
      }
      if (!isFirst) {
        out.println();
      }
      isFirst = false;
      if (isSentence) {
        out.println(completeness(section).sentence());
      } else {
        out.println(section.title);
        TextTable.of(section.header, section.rows, section.rows.size(), CELL_CHARS)
            .print(out, OutputOptions.terminalWidth());
      }
    }
    if (account != null) {
      if (!isFirst) {
        out.println();
      }
      out.println(sentence(account));
      if (account.unknownTypes().total() > 0) {
        out.println(unknownTypes(account));
      }
    }
    if (!days.isEmpty()) {
      out.println("Days: " + days.inWords() + " (UTC), those that were computed.");
    }
    out.println("Tables: " + lake.uri());
  }

  private Summary answering(Map<String, String> questions) {
    Together.run(
        Tables.ALL.stream()
            .<Runnable>map(table -> () -> lake.registerView(table))
            .toArray(Runnable[]::new));
    List<Callable<Section>> answers = new ArrayList<>();
    questions.forEach((title, sql) -> answers.add(() -> answer(title, sql)));
    sections.addAll(Together.call(answers));
    return this;
  }

  private Section answer(String title, String sql) {
    Dataset<Row> answer = lake.spark().sql(sql.replace("${days}", days.condition()));
    String key = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("_$", "");
    return new Section(key, title, Arrays.asList(answer.columns()), answer.collectAsList());
  }

  /** What API answers and spans of AWS are is told apart, though the table counts them as noise. */
  private static String sentence(Account account) {
    return String.format(
        Locale.ROOT,
        "Read %,d objects, %,.1f MB: %,d records = %,d events + %,d Lambda records%s%s + %,d noise"
            + "%s + %,d duplicates + %,d rejects.%s%s",
        account.objects(),
        account.bytes() / 1e6,
        account.records(),
        account.events(),
        account.lambdaRecords(),
        plus(account.descriptions(), "API answers"),
        plus(account.awsSpans(), "spans of AWS"),
        account.noise() - account.descriptions() - account.awsSpans() - account.outside(),
        plus(account.outside(), "outside the dates"),
        account.duplicates(),
        account.rejects(),
        account.rejects() == 0
            ? ""
            : " Why they were rejected: SELECT source_file, reason, sample FROM rejects",
        account.isBalanced() ? "" : " THIS DOES NOT ADD UP: please report it.");
  }

  /** They are kept, and what they tell is not used: AWS has added them since. */
  private static String unknownTypes(Account account) {
    return String.format(
            Locale.ROOT,
            "%,d events are of types that this version does not know, and are kept: ",
            account.unknownTypes().total())
        + account.unknownTypes().counts().entrySet().stream()
            .map(type -> String.format(Locale.ROOT, "%s %,d", type.getKey(), type.getValue()))
            .collect(Collectors.joining(", "))
        + ".";
  }

  private static String plus(long count, String of) {
    return count == 0 ? "" : String.format(Locale.ROOT, " + %,d %s", count, of);
  }

  private String toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("lake", lake.uri());
    json.put(
        "days",
        days.ranges().stream()
            .map(
                range ->
                    new TreeMap<>(
                        Map.of("from", range.from().toString(), "to", range.to().toString())))
            .toList());
    if (account != null) {
      Map<String, Object> read = new LinkedHashMap<>();
      read.put("objects", account.objects());
      read.put("bytes", account.bytes());
      read.put("records", account.records());
      read.put("events", account.events());
      read.put("lambda_records", account.lambdaRecords());
      read.put("noise", account.noise());
      read.put("duplicates", account.duplicates());
      read.put("rejects", account.rejects());
      read.put("descriptions", account.descriptions());
      read.put("aws_spans", account.awsSpans());
      read.put("unknown_event_types", account.unknownTypes().counts());
      read.put("outside", account.outside());
      json.put("read", read);
    }
    for (Section section : sections) {
      if (section.title.equals(SummaryQueries.COMPLETENESS)) {
        Map<String, @Nullable Object> figures = fields(section.header, section.rows.get(0));
        figures.put("sentence", completeness(section).sentence());
        json.put(section.key, figures);
        continue;
      }
      json.put(section.key, section.rows.stream().map(row -> fields(section.header, row)).toList());
    }
    try {
      return Json.MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a map of plain values is JSON", impossible);
    }
  }

  private static Completeness completeness(Section section) {
    Row row = section.rows.get(0);
    return new Completeness(
        figure(row, "map_runs"),
        figure(row, "uncounted_map_runs"),
        figure(row, "reported_children"),
        figure(row, "reported_children_here"),
        figure(row, "reported_pending"),
        figure(row, "pending_children"),
        figure(row, "children"),
        figure(row, "linked_children"),
        figure(row, "unclear_children"),
        figure(row, "attempts"),
        figure(row, "linked_attempts"),
        figure(row, "events"),
        figure(row, "missing_events"),
        new MissingLogs(
            figure(row, "functions_without_logs"),
            figure(row, "attempts_without_logs"),
            row.<String>getAs("without_logs")));
  }

  private static long figure(Row row, String name) {
    return row.<Long>getAs(name);
  }

  private static Map<String, @Nullable Object> fields(List<String> header, Row row) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      Object value = row.get(i);
      boolean plain = value == null || value instanceof Number || value instanceof Boolean;
      fields.put(header.get(i), plain ? value : value.toString());
    }
    return fields;
  }
}
