package io.fantail.archive.record;

/**
 * Addresses of one object that are spelled differently: of S3, {@code s3://} and {@code s3a://} are
 * two names of one storage.
 */
public final class StoredAddress {
  /** In SQL of Spark, with the name of a column. */
  private static final String ALIKE = "regexp_replace(%s, '^s3[an]:', 's3:')";

  private StoredAddress() {}

  /** What is equal for all addresses of an object. */
  public static String alike(String uri) {
    return uri.startsWith("s3a:") || uri.startsWith("s3n:") ? "s3" + uri.substring(3) : uri;
  }

  /** The same of a column, as an expression of SQL. */
  public static String alikeSql(String column) {
    return ALIKE.formatted(column);
  }
}
