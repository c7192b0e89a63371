package io.fantail.table;

/**
 * A table that is not as it was written, or cannot be reached. The message is for a person: what is
 * wrong with which file, and what helps.
 */
public final class LakeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LakeException(String message) {
    super(message);
  }

  public LakeException(String message, Throwable cause) {
    super(message, cause);
  }
}
