package io.fantail.archive.stored;

import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that is read in pieces. It claims never to have more at hand: a buffer above that
 * believes there is more reads on, and forgets what it has when that fails.
 */
public abstract class PieceStream extends InputStream {
  /** What the bytes come from; closed with this stream. */
  protected final InputStream in;

  /** A stream that is made of no other one. */
  protected PieceStream() {
    this(nullInputStream());
  }

  protected PieceStream(InputStream in) {
    this.in = in;
  }

  @Override
  public abstract int read(byte[] buffer, int offset, int length) throws IOException;

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
