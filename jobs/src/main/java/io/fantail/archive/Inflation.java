package io.fantail.archive;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.GzipCodec;

/**
 * Takes gzip off by its magic bytes, all members of it, layer by layer: Firehose concatenates
 * members without an extension, and compresses once more when told to ({@code .gz} around gzip).
 *
 * <p>Hadoop's codec, and neither the JDK's stream (ends silently at bytes that are no member) nor
 * commons-compress (drops what it inflated before a cut): of a member cut short every whole byte is
 * returned first.
 */
final class Inflation {
  private static final int MAX_LAYERS = 4;
  private static final int BUFFER_BYTES = 1 << 16;

  private final GzipCodec codec = new GzipCodec();

  Inflation(Configuration hadoop) {
    Configuration buffered = new Configuration(hadoop);
    buffered.setInt("io.file.buffer.size", BUFFER_BYTES);
    codec.setConf(buffered);
  }

  /** The stream with every gzip layer taken off. */
  InputStream inflate(InputStream stored) throws IOException {
    InputStream content =
        stored.markSupported() ? stored : new BufferedInputStream(stored, BUFFER_BYTES);
    for (int layer = 0; layer < MAX_LAYERS && startsWithGzipMagic(content); layer++) {
      content =
          new BufferedInputStream(
              new InflatedStream(codec.createInputStream(content)), BUFFER_BYTES);
    }
    return content;
  }

  /**
   * Claims never to have more at hand: a {@link BufferedInputStream} that believes there is more
   * reads on, and forgets what it has when that fails.
   */
  private static final class InflatedStream extends FilterInputStream {
    InflatedStream(InputStream inflated) {
      super(inflated);
    }

    @Override
    public int available() {
      return 0;
    }
  }

  private static boolean startsWithGzipMagic(InputStream content) throws IOException {
    content.mark(2);
    int first = content.read();
    int second = content.read();
    content.reset();
    return first == 0x1f && second == 0x8b;
  }
}
