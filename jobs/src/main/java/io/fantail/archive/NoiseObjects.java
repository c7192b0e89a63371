package io.fantail.archive;

import io.fantail.archive.json.UnknownContent;
import io.fantail.archive.record.NoiseKind;
import io.fantail.archive.record.RawRecord.Noise;
import io.fantail.archive.record.RawRecords;
import io.fantail.archive.record.SingleRecord;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Objects that are known to hold no record, whose names and first bytes say so. */
final class NoiseObjects {
  private static final Pattern WRITE_TEST = Pattern.compile("Permission Check Successful.*");

  private NoiseObjects() {}

  /** One record of noise, where the object is such; else null. */
  static @Nullable RawRecords in(UnknownContent unknown) {
    NoiseKind kind = kindOf(unknown);
    return kind == null ? null : new SingleRecord(new Noise(0, kind));
  }

  private static @Nullable NoiseKind kindOf(UnknownContent unknown) {
    String name = unknown.object().name();
    if (name.startsWith(".") && isOfMacOs(unknown.head().bytes())) {
      return NoiseKind.MACOS_METADATA;
    }
    return name.equals("aws-logs-write-test")
            && WRITE_TEST.matcher(unknown.head().firstLine(80)).matches()
        ? NoiseKind.EXPORT_WRITE_TEST
        : null;
  }

  /** AppleDouble, of RFC 1740; or the first bytes of the Finder's own file. */
  private static boolean isOfMacOs(byte[] head) {
    String start = new String(head, 0, Math.min(8, head.length), StandardCharsets.ISO_8859_1);
    return start.startsWith("\u0000\u0005\u0016\u0007")
        || start.equals("\u0000\u0000\u0000\u0001Bud1");
  }
}
