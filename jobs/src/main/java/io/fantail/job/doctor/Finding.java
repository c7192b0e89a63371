package io.fantail.job.doctor;

import java.util.Locale;

/**
 * What one look has found.
 *
 * @param check what was looked at, in one word
 * @param text what is so, in whole sentences
 * @param advice what to do about it; empty where nothing is to be done
 */
record Finding(String check, Level level, String text, String advice) {
  /** How much a run minds. */
  enum Level {
    OK,
    WARNING,
    /** A run would stop. */
    PROBLEM;

    String inJson() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding ok(String check, String text) {
    return new Finding(check, Level.OK, text, "");
  }

  static Finding warning(String check, String text, String advice) {
    return new Finding(check, Level.WARNING, text, advice);
  }

  static Finding problem(String check, String text, String advice) {
    return new Finding(check, Level.PROBLEM, text, advice);
  }
}
