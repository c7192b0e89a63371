package io.fantail.report.tail;

import io.fantail.event.MapRunArn;
import io.fantail.report.tail.child.TailChild;
import io.fantail.shape.Fields;
import io.fantail.spark.Pair;
import io.fantail.text.Sha256;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the children of a Map Run: its span, the figures of those that one task saw, or
 * some of these children themselves. Of the first two the other one is null, and of children both.
 *
 * <p>Their keys sort those of Map Runs of one label together, in whatever region and account they
 * are, as what slow children share is told of the label; their spans and figures before all
 * children, and these Map Run by Map Run.
 */
public record TailPart(
    @Nullable TailRun run, @Nullable RunFigures figures, List<TailChild> children) {
  private static final int HASH_BYTES = 8;
  private static final int FAMILY_CHARS = 2 * HASH_BYTES;
  private static final char OF_ALL = '0';
  private static final char OF_CHILDREN = '1';

  static Pair<TailPart> of(TailRun run) {
    return new Pair<>(keyOf(run.mapRunArn(), OF_ALL), new TailPart(run, null, List.of()));
  }

  static Pair<TailPart> of(String mapRunArn, RunFigures figures) {
    return new Pair<>(keyOf(mapRunArn, OF_ALL), new TailPart(null, figures, List.of()));
  }

  static Pair<TailPart> of(String mapRunArn, List<TailChild> children) {
    return new Pair<>(keyOf(mapRunArn, OF_CHILDREN), new TailPart(null, null, children));
  }

  private static String keyOf(String mapRunArn, char phase) {
    MapRunArn parts = MapRunArn.parse(mapRunArn);
    String label = parts == null ? mapRunArn : parts.stateMachineName();
    return HexFormat.of().formatHex(Sha256.of(label), 0, HASH_BYTES) + phase + mapRunArn;
  }

  /** Which Map Runs share a label, by their keys. */
  static String familyOf(String sortKey) {
    return sortKey.substring(0, FAMILY_CHARS);
  }

  /** The ARN of a Map Run, by the key of any of its parts. */
  static String runOf(String sortKey) {
    return sortKey.substring(FAMILY_CHARS + 1);
  }

  public static TailPart shape(Fields<TailPart> fields) {
    return new TailPart(
        fields.recordOrNull(TailPart::run, TailRun::shape),
        fields.recordOrNull(TailPart::figures, RunFigures::shape),
        fields.list(TailPart::children, TailChild::shape));
  }
}
