package io.fantail.span;

import io.fantail.event.KeyStage;
import io.fantail.event.LambdaRecord;
import io.fantail.event.LogStreamPart;
import io.fantail.event.Packed;
import io.fantail.event.SortedParts;
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
    private final Iterator<LambdaRecord> rest;
    private LambdaRecord head;

    OpenPart(Iterator<LambdaRecord> rest) {
      this.rest = rest;
      this.head = rest.next();
    }
  }

  private final SortedParts parts;
  private final PriorityQueue<OpenPart> open =
      new PriorityQueue<>(Comparator.comparing((OpenPart part) -> part.head, LogStreamPart.ORDER));
  private String stream = "";
  private @Nullable Instant nextPartBegins;

  StreamRecords(SortedParts parts) {
    this.parts = parts;
  }

  /** The stream of the record that was returned last. */
  String stream() {
    return stream;
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
    if (first.rest.hasNext()) {
      first.head = first.rest.next();
      open.add(first);
    }
    return record;
  }

  private void openParts() {
    SortedParts.OfKey next = parts.next();
    stream = KeyStage.groupOf(next.key());
    next.values().forEach(part -> open.add(new OpenPart(LogStreamPart.unpack(part).iterator())));
    String key = parts.nextKey();
    nextPartBegins =
        key != null && KeyStage.groupOf(key).equals(stream)
            ? Packed.ofMicros(KeyStage.orderOf(key))
            : null;
  }
}
