package io.fantail.job.query;

/** Refuses SQL that would do something else than read tables of the lake; the message says what. */
public final class RefusedSql extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedSql(String message) {
    super(message);
  }
}
