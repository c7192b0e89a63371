package io.fantail.job.ledger;

import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.StoredAddress;
import io.fantail.table.DayRange;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A listing, which is compared with what was read: first every object is unread. The listing may
 * have a million objects, and what was read some more.
 */
final class Listed {
  private final List<ArchiveObject> objects;
  private final DayRange days;
  private final boolean isTracing;
  private final Map<String, Integer> places;
  private final BitSet known;
  private final BitSet read;
  private final BitSet torn;

  /**
   * @param days that are asked for now
   * @param isTracing whether what only {@code ingest} has read is to be read again, for its traces
   */
  Listed(List<ArchiveObject> objects, DayRange days, boolean isTracing) {
    this.objects = objects;
    this.days = days;
    this.isTracing = isTracing;
    this.places = new HashMap<>(objects.size() * 4 / 3 + 1);
    for (int i = 0; i < objects.size(); i++) {
      places.put(StoredAddress.alike(objects.get(i).uri()), i);
    }
    this.known = new BitSet(objects.size());
    this.read = new BitSet(objects.size());
    this.torn = new BitSet(objects.size());
  }

  /** Takes an object for one that was read, as far as it is; others were perhaps read, too. */
  void note(KnownObject object) {
    Integer place = places.get(StoredAddress.alike(object.path()));
    if (place == null) {
      return;
    }
    known.set(place);
    read.set(place, object.isAllOf(objects.get(place), days, isTracing));
    torn.set(place, object.hasRejects());
  }

  /** What is left to read. */
  Unread unread() {
    BitSet unread = new BitSet(objects.size());
    unread.set(0, objects.size());
    unread.andNot(read);
    Set<String> arrived = new HashSet<>();
    unread.stream().forEach(i -> arrived.add(objects.get(i).uri()));
    // A history may be named by an object beside it, which has come only now.
    torn.stream()
        .filter(i -> objects.get(i).siblings().stream().anyMatch(arrived::contains))
        .forEach(unread::set);
    return new Unread(
        IntStream.of(unread.stream().toArray()).mapToObj(objects::get).toList(),
        unread.intersects(known));
  }
}
