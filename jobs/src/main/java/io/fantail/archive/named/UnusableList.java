package io.fantail.archive.named;

import java.io.IOException;

/** A list that cannot be followed; the message says to people what is wrong and what to do. */
public final class UnusableList extends IOException {
  private static final long serialVersionUID = 1L;

  UnusableList(String message) {
    super(message);
  }

  UnusableList(String message, Throwable cause) {
    super(message, cause);
  }
}
