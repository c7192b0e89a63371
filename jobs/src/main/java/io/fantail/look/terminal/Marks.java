package io.fantail.look.terminal;

import io.fantail.look.waterfall.Outcome;
import java.time.Instant;

/** The same signs in all pictures. */
public final class Marks {
  private Marks() {}

  public static Tone toneOf(Outcome outcome) {
    return switch (outcome) {
      case OK -> Tone.PLAIN;
      case FAILED, TIMED_OUT -> Tone.BAD;
      case ABORTED, UNFINISHED -> Tone.WAITING;
    };
  }

  /** One cell that says how something ended; blank where it ended well. */
  public static String of(Outcome outcome) {
    return switch (outcome) {
      case OK -> " ";
      case FAILED, TIMED_OUT -> "✗";
      case ABORTED -> "–";
      case UNFINISHED -> "…";
    };
  }

  /** A moment to the millisecond, as in 2026-08-24 02:00:03.120 UTC. */
  public static String moment(Instant at) {
    return at.toString().replace('T', ' ').replace("Z", " UTC");
  }
}
