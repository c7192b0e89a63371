package io.fantail.testing.s3;

/** What happens to one request. */
public sealed interface Trouble {
  Trouble NONE = new None();

  /** The request gets to the store, and its answer comes back. */
  record None() implements Trouble {}

  /** An error of S3 comes back, and the store hears nothing of it. */
  record Refused(int status, String code) implements Trouble {}

  /** The connection is reset when so many bytes of the answer's body have come back. */
  record Reset(int afterBytes) implements Trouble {}

  /** The answer comes back in pieces, with so many milliseconds between them. */
  record Slow(int millis) implements Trouble {}

  /** Something happens before the request gets to the store. */
  record Before(Runnable event) implements Trouble {}

  /** Something happens in place of the request, which is answered by nobody. */
  record Instead(Runnable event) implements Trouble {}

  /** Something happens when the store has done what it was asked for, and no answer comes back. */
  record After(Runnable event) implements Trouble {}
}
