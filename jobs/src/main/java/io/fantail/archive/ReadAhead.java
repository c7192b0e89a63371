package io.fantail.archive;

import io.fantail.archive.place.NamesFromKeys;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.storage.ArchiveStorage;
import io.fantail.archive.storage.HeldObject;
import io.fantail.archive.storage.ObjectContent;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Reads the objects of a task, one after the other in their order, while the small ones behind are
 * on their way already: an object store takes 30 to 100 ms to the first byte of each, however small
 * it is. What goes wrong on the way shows when the object has its turn, as if nobody had asked for
 * it before.
 *
 * <p>For one thread. {@link #close} ends what is under way.
 */
public final class ReadAhead implements Closeable {
  /** How many objects are under way while one is parsed. */
  static final int OBJECTS = 8;

  /** The most that is held at once, under way or read. */
  static final long MAX_BYTES = 8L << 20;

  private static final AtomicInteger THREADS = new AtomicInteger();

  private final Iterator<ArchiveObject> objects;
  private final ArchiveStorage storage;
  private final NamesFromKeys names;
  private final ExecutorService threads;

  /** In their order; of those behind, the last has its turn. */
  private final Deque<HeldObject> ahead = new ArrayDeque<>();

  /** What may be asked for once more: a description is read beside its history. */
  private final Deque<HeldObject> behind = new ArrayDeque<>();

  private @Nullable HeldObject waiting;
  private long bytes;

  public ReadAhead(Iterator<ArchiveObject> objects, Configuration hadoop, NamesFromKeys names) {
    this.objects = objects;
    this.storage = new ArchiveStorage(hadoop);
    this.names = names;
    // Starts none before there is something for it to do.
    this.threads = Executors.newFixedThreadPool(OBJECTS, ReadAhead::newThread);
  }

  /** The next object, to be closed by the caller; null behind the last. */
  public @Nullable ArchiveReader next() {
    fill();
    HeldObject next = ahead.poll();
    if (next == null) {
      return null;
    }
    behind.add(next);
    fill();
    return new ArchiveReader(new ObjectContent(next.object(), names, this::open));
  }

  /** Starts as many as there is room for, and one in any case. */
  private void fill() {
    while (ahead.size() < OBJECTS) {
      if (waiting == null && objects.hasNext()) {
        waiting = new HeldObject(objects.next(), storage);
      }
      if (waiting == null || !(makeRoomFor(waiting) || ahead.isEmpty())) {
        return;
      }
      HeldObject started = waiting;
      waiting = null;
      bytes += started.bytes();
      ahead.add(started);
      if (started.isWorthAThread()) {
        threads.execute(started::read);
      }
    }
  }

  /**
   * Lets go of the oldest, but not of the one that has its turn; false where that is not enough.
   */
  private boolean makeRoomFor(HeldObject next) {
    while (behind.size() > 1 && (behind.size() > OBJECTS || bytes + next.bytes() > MAX_BYTES)) {
      HeldObject oldest = behind.remove();
      oldest.close();
      bytes -= oldest.bytes();
    }
    return bytes + next.bytes() <= MAX_BYTES;
  }

  private InputStream open(String uri) throws IOException {
    HeldObject held =
        Stream.concat(behind.stream(), ahead.stream())
            .filter(candidate -> candidate.object().uri().equals(uri))
            .findFirst()
            .orElse(null);
    if (held == null) {
      return storage.open(uri, ArchiveStorage.UNKNOWN_LENGTH);
    }
    return held.open();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    Stream.concat(behind.stream(), ahead.stream()).forEach(HeldObject::close);
    ahead.clear();
    behind.clear();
  }

  /** None outlives the process; what it reads with is the task's, which starts it. */
  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "fantail-read-ahead-" + THREADS.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
