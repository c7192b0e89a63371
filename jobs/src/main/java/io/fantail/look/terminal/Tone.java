package io.fantail.look.terminal;

/** What a part of a picture says by its colour, beside what its characters say. */
public enum Tone {
  PLAIN(""),
  STRONG("1"),
  FAINT("2"),
  BAD("31"),
  WAITING("33"),
  COLD("36");

  private final String code;

  Tone(String code) {
    this.code = code;
  }

  /** The parameter of SGR (ISO 6429, 8.3.117); "" where nothing is to be changed. */
  String code() {
    return code;
  }
}
