package io.fantail.event.failure;

import org.jspecify.annotations.Nullable;

/**
 * What the innermost failure in a cause says of itself.
 *
 * @param type the name that it gives itself; null where it gives none
 * @param text its message, as it was written; empty where there is only a type
 * @param place file and function of the function's own code that is nearest to where it was thrown;
 *     null where nothing tells it
 */
record FailureMessage(@Nullable String type, String text, @Nullable String place) {

  /** The same, with what is known around it of what it does not tell itself. */
  FailureMessage within(@Nullable String outerType, @Nullable String outerPlace) {
    return new FailureMessage(
        type == null ? outerType : type, text, place == null ? outerPlace : place);
  }
}
