package io.fantail.archive;

import java.io.IOException;

/** The compression around a content is damaged: all that came before was returned. */
final class DamagedContent extends IOException {
  private static final long serialVersionUID = 1;

  private final BrokenReason reason;

  DamagedContent(BrokenReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  BrokenReason reason() {
    return reason;
  }
}
