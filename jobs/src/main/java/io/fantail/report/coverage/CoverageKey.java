package io.fantail.report.coverage;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.spark.GroupKey;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is counted together.
 *
 * @param day UTC day on which the execution started
 * @param functionName of an attempt; null where nothing names it, and for every other subject
 * @param link what it rests on, or why there is none; of events {@link #SEEN} or {@link #MISSING}
 */
public record CoverageKey(
    LocalDate day, CoverageSubject subject, @Nullable String functionName, String link) {
  static final String SEEN = "seen";
  static final String MISSING = "missing";

  private static final CoverageSubject[] SUBJECTS = CoverageSubject.values();

  static CoverageKey shape(Fields<CoverageKey> fields) {
    return new CoverageKey(
        fields.field(FieldType.DAY, CoverageKey::day),
        fields.constant(SUBJECTS, CoverageKey::subject),
        fields.textOrNull(CoverageKey::functionName),
        fields.text(CoverageKey::link));
  }

  /** The fields, by the columns of the table {@code link_coverage}. */
  static CoverageKey stored(Fields<CoverageKey> fields) {
    return new CoverageKey(
        fields.column("day", "").field(FieldType.DAY, CoverageKey::day),
        fields.column("subject", "").constant(SUBJECTS, CoverageKey::subject),
        fields.textOrNull("function_name", "", CoverageKey::functionName),
        fields.text("link", "", CoverageKey::link));
  }

  /** What sorts equal keys together. */
  public String group() {
    return GroupKey.of(day, subject, functionName, link);
  }
}
