package io.fantail.job.step;

import io.fantail.event.UnknownTypes;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says what became of everything that was read: {@code records = events + lambdaRecords + noise +
 * duplicates + rejects}.
 *
 * @param bytes as stored
 * @param events each once
 * @param lambdaRecords each once
 * @param noise API answers and spans of AWS included, which are no events, and what is outside the
 *     dates
 * @param descriptions of the noise: API answers that describe an execution or a Map Run
 * @param awsSpans of the noise: spans that AWS wrote, each once
 * @param outside of the noise: good records outside the dates that were asked for
 * @param unknownTypes of the events that were read, duplicates included
 */
public record Account(
    long objects,
    long bytes,
    long records,
    long events,
    long lambdaRecords,
    long noise,
    long duplicates,
    long rejects,
    long descriptions,
    long awsSpans,
    long outside,
    UnknownTypes unknownTypes) {

  /** Returns the figures by the names that {@code --json} and the table {@code runs} give them. */
  public Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("objects", objects);
    figures.put("bytes", bytes);
    figures.put("records", records);
    figures.put("events", events);
    figures.put("lambda_records", lambdaRecords);
    figures.put("noise", noise);
    figures.put("duplicates", duplicates);
    figures.put("rejects", rejects);
    figures.put("descriptions", descriptions);
    figures.put("aws_spans", awsSpans);
    figures.put("unknown_event_types", unknownTypes.counts());
    figures.put("outside", outside);
    return figures;
  }

  /** Whether everything that was read is accounted for. */
  public boolean isBalanced() {
    return records == events + lambdaRecords + noise + duplicates + rejects;
  }
}
