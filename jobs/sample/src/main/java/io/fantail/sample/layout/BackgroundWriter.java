package io.fantail.sample.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Compresses and writes on one other thread, in the order given, so that simulating and gzip share
 * two cores while every file stays deterministic.
 */
final class BackgroundWriter implements AutoCloseable {
  private static final int MOST_WAITING = 256;

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Semaphore room = new Semaphore(MOST_WAITING);
  private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

  /** Something to write. */
  interface Writing {
    void run() throws IOException;
  }

  /** Queues a piece of writing; waits when too much is queued, so memory stays bounded. */
  void submit(Writing writing) {
    throwFailure();
    room.acquireUninterruptibly();
    thread.execute(
        () -> {
          try {
            if (failure.get() == null) {
              writing.run();
            }
          } catch (IOException e) {
            failure.compareAndSet(null, e);
          } finally {
            room.release();
          }
        });
  }

  /** Waits until everything is written. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      while (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
        throwFailure();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          new IOException("interrupted while the sample archive was being written", e));
    }
    throwFailure();
  }

  private void throwFailure() {
    IOException first = failure.get();
    if (first != null) {
      throw new UncheckedIOException(first);
    }
  }
}
