package io.fantail.look.export.otlp;

import java.io.IOException;

/** An endpoint did not take spans; the message says in one sentence what it answered. */
public final class EndpointException extends IOException {
  private static final long serialVersionUID = 1L;

  EndpointException(String message, Throwable cause) {
    super(message, cause);
  }

  EndpointException(String message) {
    super(message);
  }
}
