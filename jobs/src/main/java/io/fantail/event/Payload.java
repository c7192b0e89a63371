package io.fantail.event;

import io.fantail.shape.Fields;
import org.jspecify.annotations.Nullable;

/** What goes into an execution, a state or a call (input or parameters), and what comes out. */
public record Payload(@Nullable String input, @Nullable String output) {
  public static final Payload NONE = new Payload(null, null);

  public static Payload of(@Nullable String input, @Nullable String output) {
    return input == null && output == null ? NONE : new Payload(input, output);
  }

  /** The fields, as the table {@code events} shows them. */
  public static Payload shape(Fields<Payload> fields) {
    return new Payload(
        fields.payload("input", "Payload going in.", Payload::input),
        fields.payload("output", "Payload coming out.", Payload::output));
  }
}
