package io.fantail.span;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.fantail.event.Packed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An execution lay ended from one moment to the other, until someone redrove it. */
public record RedriveGap(Instant endedAt, Instant redrivenAt) {

  public static void writeAll(Output out, List<RedriveGap> gaps) {
    out.writeVarInt(gaps.size(), true);
    for (RedriveGap gap : gaps) {
      Packed.writeTime(out, gap.endedAt);
      Packed.writeTime(out, gap.redrivenAt);
    }
  }

  /** What {@link #writeAll} wrote. */
  public static List<RedriveGap> readAll(Input in) {
    int count = in.readVarInt(true);
    List<RedriveGap> gaps = count == 0 ? List.of() : new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      gaps.add(new RedriveGap(Packed.readKnownTime(in), Packed.readKnownTime(in)));
    }
    return gaps;
  }
}
