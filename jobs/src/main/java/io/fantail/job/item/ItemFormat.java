package io.fantail.job.item;

/** In which form a file has items: both are {@code InputType}s of an ItemReader. */
public enum ItemFormat {
  /** JSON Lines: one item a line, as the child got it. */
  JSONL,
  /** Cells under a header of the fields of all items. */
  CSV
}
