package io.fantail.report.tail;

import io.fantail.report.tail.child.TailChild;
import io.fantail.shape.Fields;
import io.fantail.spark.Pair;
import io.fantail.text.Sha256;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What one task knows of a Map Run: its parent's span, the figures of its children, or one child;
 * the others are null.
 *
 * <p>Their keys sort those of Map Runs of one label together, their spans and figures before all
 * children, and these Map Run by Map Run, the shortest first.
 */
public record TailPart(
    @Nullable TailRun run, @Nullable RunFigures figures, @Nullable TailChild child) {
  private static final int HASH_BYTES = 8;
  private static final int FAMILY_CHARS = 2 * HASH_BYTES;
  private static final char OF_ALL = '0';
  private static final char OF_CHILD = '1';
  private static final char END_OF_RUN = '\0';

  static Pair<TailPart> of(TailRun run) {
    return new Pair<>(keyOf(run.mapRunArn(), OF_ALL), new TailPart(run, null, null));
  }

  static Pair<TailPart> of(String mapRunArn, RunFigures figures) {
    return new Pair<>(keyOf(mapRunArn, OF_ALL), new TailPart(null, figures, null));
  }

  /**
   * A child.
   *
   * @param keyOfRun by {@link #keyOfChildren}
   */
  static Pair<TailPart> of(String keyOfRun, TailChild child) {
    String arn = child.executionArn();
    // Children that took as long are in the order of their names, however tasks hand them on.
    String name = arn.substring(arn.indexOf(':', arn.indexOf('/')) + 1);
    String activeTime = HexFormat.of().toHexDigits(child.activeTime().toNanos());
    return new Pair<>(keyOfRun + END_OF_RUN + activeTime + name, new TailPart(null, null, child));
  }

  /** The part of the keys of all children of a Map Run that they share. */
  static String keyOfChildren(String mapRunArn) {
    return keyOf(mapRunArn, OF_CHILD);
  }

  private static String keyOf(String mapRunArn, char phase) {
    int id = mapRunArn.lastIndexOf(':') + 1;
    String family = HexFormat.of().formatHex(Sha256.of(mapRunArn.substring(0, id)), 0, HASH_BYTES);
    return family + phase + mapRunArn.substring(id);
  }

  /** Which Map Runs share a label, by their keys. */
  static String familyOf(String sortKey) {
    return sortKey.substring(0, FAMILY_CHARS);
  }

  /** The id that the ARN of a Map Run ends with, by the key of any of its parts. */
  static String runOf(String sortKey) {
    int end = sortKey.indexOf(END_OF_RUN);
    return sortKey.substring(FAMILY_CHARS + 1, end < 0 ? sortKey.length() : end);
  }

  public static TailPart shape(Fields<TailPart> fields) {
    return new TailPart(
        fields.recordOrNull(TailPart::run, TailRun::shape),
        fields.recordOrNull(TailPart::figures, RunFigures::shape),
        fields.recordOrNull(TailPart::child, TailChild::shape));
  }
}
