package io.fantail.job.query;

import java.util.Locale;

/** How {@code query} prints rows. */
public enum QueryFormat {
  /** Aligned for a terminal, and cut to its width. */
  TABLE,
  /** RFC 4180 with a header. */
  CSV,
  /** One object a row. */
  JSON,
  /** A table as GitHub and most wikis take it. */
  MARKDOWN;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
