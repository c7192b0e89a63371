package io.fantail.look.terminal;

/** Whether text is coloured. */
public enum Ink {
  PLAIN,
  COLOURED;

  private static final String ESCAPE = "\u001b[";

  /** The text in a tone. */
  public String paint(Tone tone, String text) {
    return this == PLAIN || tone.code().isEmpty() || text.isBlank()
        ? text
        : ESCAPE + tone.code() + "m" + text + ESCAPE + "0m";
  }
}
