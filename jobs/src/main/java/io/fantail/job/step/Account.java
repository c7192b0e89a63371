package io.fantail.job.step;

import io.fantail.event.parse.ArchiveAccount;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says what became of everything that was read: {@code records = events + lambda_records + noise +
 * duplicates + rejects}.
 *
 * @param read what was read, as often as it was met
 * @param duplicateEvents of the events, those that were met before
 * @param duplicateLambdaRecords of the Lambda records, those that were met before
 * @param duplicateAwsSpans of the spans that AWS wrote, those that were met before
 */
public record Account(
    ArchiveAccount read,
    long duplicateEvents,
    long duplicateLambdaRecords,
    long duplicateAwsSpans) {

  /** What became of nothing, where nothing is new. */
  public static final Account OF_NOTHING = new Account(ArchiveAccount.NOTHING, 0, 0, 0);

  /** Counts each event once. */
  public long events() {
    return read.events() - duplicateEvents;
  }

  /** Counts each Lambda record once. */
  public long lambdaRecords() {
    return read.lambdaRecords() - duplicateLambdaRecords;
  }

  /** Counts each span that AWS wrote once. */
  public long awsSpans() {
    return read.awsSpans() - duplicateAwsSpans;
  }

  /** Counts all that was met before. */
  public long duplicates() {
    return duplicateEvents + duplicateLambdaRecords + duplicateAwsSpans;
  }

  /**
   * Returns the figures by the names that {@code --json} and the table {@code runs} give them.
   * There answers of the API, children that never began, spans of AWS and what is outside the dates
   * are noise.
   */
  public Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("objects", read.objects());
    figures.put("bytes", read.bytes());
    figures.put("records", read.records());
    figures.put("events", events());
    figures.put("lambda_records", lambdaRecords());
    figures.put(
        "noise",
        read.noise() + read.outside() + read.descriptions() + read.pendingChildren() + awsSpans());
    figures.put("duplicates", duplicates());
    figures.put("rejects", read.rejects());
    figures.put("descriptions", read.descriptions());
    figures.put("pending_children", read.pendingChildren());
    figures.put("aws_spans", awsSpans());
    figures.put("unknown_event_types", read.unknownTypes().counts());
    figures.put("outside", read.outside());
    return figures;
  }
}
