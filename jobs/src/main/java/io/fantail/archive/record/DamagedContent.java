package io.fantail.archive.record;

import java.io.IOException;

/** The compression around a content is damaged: all that came before was returned. */
public final class DamagedContent extends IOException {
  private static final long serialVersionUID = 1;

  private final BrokenReason reason;

  public DamagedContent(BrokenReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public BrokenReason reason() {
    return reason;
  }
}
