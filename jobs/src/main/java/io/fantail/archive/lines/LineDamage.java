package io.fantail.archive.lines;

import io.fantail.archive.record.BrokenReason;
import io.fantail.archive.record.RawRecord.Broken;
import java.nio.charset.StandardCharsets;

/** The record that a damaged line becomes. */
final class LineDamage {
  private static final int SAMPLE_BYTES = 200;

  private LineDamage() {}

  static Broken of(Lines lines, BrokenReason reason) {
    int length = Math.min(SAMPLE_BYTES, lines.end() - lines.start());
    String sample = new String(lines.buffer(), lines.start(), length, StandardCharsets.UTF_8);
    return new Broken(lines.position(), reason, sample);
  }
}
