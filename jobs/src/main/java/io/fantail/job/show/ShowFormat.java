package io.fantail.job.show;

/** How {@code show} prints. */
public enum ShowFormat {
  TEXT,
  JSON;

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
