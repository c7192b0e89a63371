package io.fantail.sample.layout;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** A gzip file that is filled here and compressed on the background thread. */
final class BackgroundFile {
  private final BackgroundWriter writer;
  private final Target target;
  private byte[] chunk;
  private int filled;
  private long written;

  /**
   * @param chunkBytes how much to gather before it is handed over
   */
  BackgroundFile(BackgroundWriter writer, Path path, int chunkBytes) {
    this.writer = writer;
    this.target = new Target(path);
    this.chunk = new byte[chunkBytes];
  }

  /** Bytes given so far, before compression. */
  long written() {
    return written;
  }

  void write(byte[] bytes, int length) {
    int from = 0;
    while (from < length) {
      int part = Math.min(length - from, chunk.length - filled);
      System.arraycopy(bytes, from, chunk, filled, part);
      from += part;
      filled += part;
      if (filled == chunk.length) {
        handOver();
      }
    }
    written += length;
  }

  void close() {
    handOver();
    writer.submit(target::close);
  }

  private void handOver() {
    byte[] full = chunk;
    int length = filled;
    chunk = new byte[full.length];
    filled = 0;
    writer.submit(() -> target.write(full, length));
  }

  /** A gzip stream at the fastest level; its header holds no time, so bytes do not vary. */
  static OutputStream gzip(OutputStream out) throws IOException {
    return new GZIPOutputStream(out, 1 << 14) {
      {
        def.setLevel(Deflater.BEST_SPEED);
      }
    };
  }

  /** The file itself, opened by the background thread when the first bytes arrive. */
  private static final class Target {
    private final Path path;
    private OutputStream out = OutputStream.nullOutputStream();
    private boolean open;

    Target(Path path) {
      this.path = path;
    }

    void write(byte[] bytes, int length) throws IOException {
      if (!open) {
        Files.createDirectories(path.getParent());
        out = gzip(new BufferedOutputStream(Files.newOutputStream(path), 1 << 15));
        open = true;
      }
      out.write(bytes, 0, length);
    }

    void close() throws IOException {
      out.close();
    }
  }
}
