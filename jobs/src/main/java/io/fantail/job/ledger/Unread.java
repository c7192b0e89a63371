package io.fantail.job.ledger;

import io.fantail.archive.record.ArchiveObject;
import java.util.List;

/**
 * The objects of a listing that a run has to read.
 *
 * @param replaces whether the lake has read some of these before: they have changed since, or are
 *     read for more
 */
public record Unread(List<ArchiveObject> objects, boolean replaces) {
  public static final Unread NOTHING = new Unread(List.of(), false);

  public Unread {
    objects = List.copyOf(objects);
  }

  /** Whether none of them can be opened: each is a reject, and nothing else. */
  public boolean hasNothingToOpen() {
    return objects.stream().allMatch(object -> object.refusal() != null);
  }
}
