package io.fantail.report.maprun;

import io.fantail.report.cost.Prices;
import io.fantail.report.timeline.Timeline;
import io.fantail.report.timeline.TimelineBucket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is written of one Map Run.
 *
 * @param rows one for each span, which is mostly one
 * @param timeline of it, once for each row
 */
public record MapRunReport(List<MapRunRow> rows, List<TimelineBucket> timeline) {
  static MapRunReport of(
      List<MapRunSpan> spans,
      ChildFigures children,
      Pace pace,
      @Nullable Timeline timeline,
      @Nullable Prices prices) {
    return new MapRunReport(
        spans.stream().map(span -> new MapRunRow(span, children, pace, prices)).toList(),
        timeline == null
            ? List.of()
            : spans.stream()
                .flatMap(span -> timeline.buckets(span.mapRunArn(), span.day()).stream())
                .toList());
  }
}
