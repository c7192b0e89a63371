package io.fantail.look.terminal.maprun;

import io.fantail.look.stored.ChildGroup;
import io.fantail.look.stored.LengthScale;
import io.fantail.look.stored.StoredBucket;
import io.fantail.look.stored.StoredMapRun;
import io.fantail.look.stored.StoredSample;
import io.fantail.look.stored.StoredStraggler;
import java.util.List;

/**
 * What is shown of a Map Run.
 *
 * @param scale of the histograms of the groups
 * @param slowest its slowest children, the slowest first
 */
public record MapRunPicture(
    StoredMapRun run,
    List<StoredBucket> timeline,
    LengthScale scale,
    List<ChildGroup> groups,
    List<StoredStraggler> slowest,
    List<StoredSample> samples) {
  public MapRunPicture {
    timeline = List.copyOf(timeline);
    groups = List.copyOf(groups);
    slowest = List.copyOf(slowest);
    samples = List.copyOf(samples);
  }
}
