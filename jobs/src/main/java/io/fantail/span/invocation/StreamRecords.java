package io.fantail.span.invocation;

import io.fantail.event.LambdaRecord;
import io.fantail.event.collected.LogStreamPart;
import io.fantail.shape.Micros;
import io.fantail.spark.Groups;
import io.fantail.spark.Keys;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The records of one log stream after the other, each in the order of time, from parts in the order
 * in which they begin: only parts that overlap are open at once.
 */
final class StreamRecords {
  private static final class OpenPart {
    private final boolean isFresh;
    private final Iterator<LambdaRecord> rest;
    private LambdaRecord head;

    OpenPart(LogStreamPart part) {
      this.isFresh = part.isFresh();
      this.rest = part.records().iterator();
      this.head = rest.next();
    }
  }

  private final Groups<LogStreamPart> parts;
  private final PriorityQueue<OpenPart> open =
      new PriorityQueue<>(Comparator.comparing((OpenPart part) -> part.head, LogStreamPart.ORDER));
  private String stream = "";
  private boolean isFresh;
  private @Nullable Instant nextPartBegins;

  StreamRecords(Groups<LogStreamPart> parts) {
    this.parts = parts;
  }

  /** The stream of the record that was returned last. */
  String stream() {
    return stream;
  }

  /** Whether the record that was returned last was read from the archive now. */
  boolean isFresh() {
    return isFresh;
  }

  /** The next record, or null at the end. */
  @Nullable LambdaRecord next() {
    if (open.isEmpty()) {
      if (!parts.hasNext()) {
        return null;
      }
      openParts();
    }
    while (nextPartBegins != null && !nextPartBegins.isAfter(open.element().head.at())) {
      openParts();
    }
    OpenPart first = open.remove();
    LambdaRecord record = first.head;
    isFresh = first.isFresh;
    if (first.rest.hasNext()) {
      first.head = first.rest.next();
      open.add(first);
    }
    return record;
  }

  private void openParts() {
    Groups.Group<LogStreamPart> next = parts.next();
    stream = Keys.groupOf(next.key());
    next.values().forEach(part -> open.add(new OpenPart(part)));
    String key = parts.nextKey();
    nextPartBegins =
        key != null && Keys.groupOf(key).equals(stream)
            ? Micros.toInstant(Keys.orderOf(key))
            : null;
  }
}
