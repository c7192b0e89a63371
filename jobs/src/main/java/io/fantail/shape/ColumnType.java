package io.fantail.shape;

/** What a column of a table holds. */
public enum ColumnType {
  TEXT("STRING"),
  FLAG("BOOLEAN"),
  INTEGER("INT"),
  WHOLE("BIGINT"),
  NUMBER("DOUBLE"),
  TIME("TIMESTAMP"),
  DAY("DATE"),
  TEXTS("MAP<STRING, STRING>"),
  COUNTS("MAP<STRING, BIGINT>"),
  TEXT_LIST("ARRAY<STRING>"),
  WHOLE_LIST("ARRAY<BIGINT>");

  private final String sql;

  ColumnType(String sql) {
    this.sql = sql;
  }

  /** The type as SQL writes it. */
  public String sql() {
    return sql;
  }
}
