package io.fantail.archive.storage;

import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.DamagedContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * An object whose stored bytes are read once, and held, if it is small. Any thread may read it;
 * whoever asks for its content gets it, or what went wrong.
 */
public final class HeldObject {
  /** What is larger takes longer to read than to open. */
  public static final int MAX_BYTES = 1 << 20;

  private final ArchiveObject object;
  private final ArchiveStorage storage;
  private final FutureTask<byte @Nullable []> reading;
  private final SharedStream large;

  public HeldObject(ArchiveObject object, ArchiveStorage storage) {
    this.object = object;
    this.storage = storage;
    this.reading = new FutureTask<>(this::readAll);
    this.large = new SharedStream(() -> storage.open(object.uri(), object.length()));
  }

  public ArchiveObject object() {
    return object;
  }

  /** What is held of it, once it is read. */
  public long bytes() {
    return isSmall() ? object.length() : 0;
  }

  /** On a disk an object is read sooner than a thread is woken up. */
  public boolean isWorthAThread() {
    return isSmall() && !storage.isLocal(object);
  }

  /** Reads, unless it was read. */
  public void read() {
    reading.run();
  }

  /**
   * A fresh stream over the stored bytes, waited for where they are held.
   *
   * @throws IOException when the object is gone or may not be read
   * @throws UncheckedIOException when the storage failed, or this thread was interrupted
   */
  public InputStream open() throws IOException {
    byte[] content = content();
    if (content != null) {
      return new ByteArrayInputStream(content);
    }
    return isSmall() ? storage.open(object.uri(), ArchiveStorage.UNKNOWN_LENGTH) : large.open();
  }

  /** Ends what may be open of it. */
  public void close() {
    large.close();
  }

  /**
   * The stored bytes, waited for; null when they are not held and a stream is wanted.
   *
   * @throws IOException when the object is gone or may not be read
   * @throws UncheckedIOException when the storage failed, or this thread was interrupted
   */
  private byte @Nullable [] content() throws IOException {
    if (!isSmall()) {
      return null;
    }
    if (!isWorthAThread()) {
      read();
    }
    try {
      return reading.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("waiting for " + object.uri()));
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof IOException unreadable) {
        throw unreadable;
      } else if (cause instanceof UncheckedIOException failure) {
        throw new UncheckedIOException(failure.getCause());
      }
      throw new IllegalStateException("reading " + object.uri(), cause);
    }
  }

  /** Null for one that has another length than when it was listed: it is read as it is now. */
  private byte @Nullable [] readAll() throws IOException {
    int length = (int) object.length();
    try (InputStream in = storage.open(object.uri(), length)) {
      byte[] content = new byte[length];
      int read = in.readNBytes(content, 0, length);
      return read == length && in.read() < 0 ? content : null;
    } catch (DamagedContent changed) {
      return null;
    }
  }

  private boolean isSmall() {
    return object.length() <= MAX_BYTES;
  }
}
