package io.fantail.event.policy;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.shape.Shape;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Copies a value field by field, with no more of payloads than a policy lets be stored. */
public final class Kept<T> implements Fields<T> {
  private final T value;
  private final PayloadPolicy policy;

  private Kept(T value, PayloadPolicy policy) {
    this.value = value;
    this.policy = policy;
  }

  /** The same value, in which what its shape calls a payload or masked is as it may be stored. */
  public static <T> T of(T value, Shape<T> shape, PayloadPolicy policy) {
    return shape.walk(new Kept<>(value, policy));
  }

  @Override
  public @Nullable String payload(
      String column, String sentence, Function<T, @Nullable String> of) {
    return policy.apply(of.apply(value));
  }

  @Override
  public @Nullable String payloadOf(
      String key, String column, String sentence, Function<T, @Nullable String> of) {
    return policy.redaction().hasKey(key) ? null : payload(column, sentence, of);
  }

  @Override
  public @Nullable String masked(String column, String sentence, Function<T, @Nullable String> of) {
    return policy.masked(of.apply(value));
  }

  @Override
  public <V> V field(FieldType type, Function<T, V> of) {
    return of.apply(value);
  }

  @Override
  public <V> @Nullable V fieldOrNull(FieldType type, Function<T, @Nullable V> of) {
    return of.apply(value);
  }

  @Override
  public <E extends Enum<E>> E constant(E[] all, Function<T, E> of) {
    return of.apply(value);
  }

  @Override
  public <E extends Enum<E>> @Nullable E constantOrNull(E[] all, Function<T, @Nullable E> of) {
    return of.apply(value);
  }

  @Override
  public <R> R record(Function<T, R> of, Shape<R> shape) {
    return of(of.apply(value), shape, policy);
  }

  @Override
  public <R> @Nullable R recordOrNull(Function<T, @Nullable R> of, Shape<R> shape) {
    R field = of.apply(value);
    return field == null ? null : of(field, shape, policy);
  }

  @Override
  public <R> R recordOr(R usual, Function<T, R> of, Shape<R> shape) {
    return usual.equals(of.apply(value)) ? usual : record(of, shape);
  }
}
