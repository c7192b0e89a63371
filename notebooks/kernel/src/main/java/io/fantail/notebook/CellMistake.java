package io.fantail.notebook;

/** A cell that cannot be answered; the message says why, and what to write instead. */
public final class CellMistake extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CellMistake(String message) {
    super(message);
  }

  CellMistake(String message, Throwable cause) {
    super(message, cause);
  }
}
