package io.fantail.shape;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;

/** What a field is: how it stands in bytes, and what its column holds, follows from it. */
public enum FieldType {
  TEXT("STRING", ""),
  /** 16 hex digits. */
  SPAN_ID("STRING", ""),
  FLAG("BOOLEAN", false),
  INTEGER("INT", 0),
  WHOLE("BIGINT", 0L),
  NUMBER("DOUBLE", 0.0),
  /** To the microsecond, as a table keeps it. */
  TIME("TIMESTAMP", Instant.EPOCH),
  /** Nanoseconds in bytes, milliseconds in a table. */
  DURATION("DOUBLE", Duration.ZERO),
  DAY("DATE", LocalDate.EPOCH),
  TEXTS("MAP<STRING, STRING>", Collections.emptySortedMap()),
  COUNTS("MAP<STRING, BIGINT>", Collections.emptySortedMap()),
  TEXT_LIST("ARRAY<STRING>", List.of()),
  WHOLE_LIST("ARRAY<BIGINT>", new long[0]);

  private final String sql;

  @SuppressWarnings("ImmutableEnumChecker") // nobody writes into an empty array
  private final Object blank;

  FieldType(String sql, Object blank) {
    this.sql = sql;
    this.blank = blank;
  }

  /** The type of the column, as SQL writes it. */
  public String sql() {
    return sql;
  }

  /** A value that means nothing, for a shape that is walked where there is none. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the field's own type
  public <V> V blank() {
    return (V) blank;
  }
}
