package io.fantail.span.execution;

import io.fantail.testing.History;
import io.fantail.testing.SpanOutline;

/**
 * What one event type does to the spans.
 *
 * @param history in which it occurs
 * @param outline that comes of it, in detail
 */
record EventTypeCase(String type, History history, String outline) {
  String built() {
    return SpanOutline.detailed(history.spans(), History.EPOCH);
  }

  String builtWithoutKnowingTheType() {
    return SpanOutline.detailed(history.spansWithoutKnowing(type), History.EPOCH);
  }

  @Override
  public String toString() {
    return type;
  }
}
