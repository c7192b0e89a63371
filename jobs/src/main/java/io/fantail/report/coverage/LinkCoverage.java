package io.fantail.report.coverage;

import io.fantail.shape.Fields;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Shape;
import java.util.List;

/**
 * How many of a subject have a link: a row of the table {@code link_coverage}, or what one task
 * counted of it.
 */
public record LinkCoverage(CoverageKey key, long total) {
  private static final CoverageSubject[] SUBJECTS = CoverageSubject.values();

  public static final RecordTable<LinkCoverage> TABLE =
      RecordTable.report(
          "link_coverage",
          "A day of one subject, function and link: how much of the picture is there, and why the"
              + " rest is not.",
          Shape.writtenOnly(LinkCoverage::columns),
          "The UTC day on which the execution started.");

  public static LinkCoverage shape(Fields<LinkCoverage> fields) {
    return new LinkCoverage(
        fields.record(LinkCoverage::key, CoverageKey::shape), fields.whole(LinkCoverage::total));
  }

  /** What several tasks counted under one key. */
  public static LinkCoverage sumOf(List<LinkCoverage> parts) {
    return new LinkCoverage(parts.get(0).key, parts.stream().mapToLong(LinkCoverage::total).sum());
  }

  /** The fields, by the columns of the table {@code link_coverage}. */
  public static LinkCoverage stored(Fields<LinkCoverage> fields) {
    return new LinkCoverage(
        fields.record(LinkCoverage::key, CoverageKey::stored),
        fields.whole("total", "", LinkCoverage::total));
  }

  private static void columns(Fields<LinkCoverage> fields) {
    fields.textOrNull(
        "function_name",
        "The Lambda function of the attempts; null where nothing names it, and for every other"
            + " subject.",
        one -> one.key.functionName());
    fields.text(
        "link",
        "What the link rests on, or why there is none; of events seen or missing.",
        one -> one.key.link());
    fields.whole(
        "attempts",
        "The total where the subject is lambda_attempt, so that each Lambda attempt counts once; 0"
            + " for every other subject.",
        LinkCoverage::attempts);
    fields
        .column(
            "subject", "What is counted: lambda_attempt, map_run_child, nested_execution or event.")
        .constant(SUBJECTS, one -> one.key.subject());
    fields.whole("total", "How many of the subject have the link.", LinkCoverage::total);
  }

  /** How many Lambda attempts these are. */
  long attempts() {
    return key.subject() == CoverageSubject.LAMBDA_ATTEMPT ? total : 0;
  }
}
