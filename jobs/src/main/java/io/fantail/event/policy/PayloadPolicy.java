package io.fantail.event.policy;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What may be kept of other people's data. Applied to every payload before it is stored or logged,
 * and to what an earlier run stored when its table is written again.
 *
 * @param limitChars longest payload kept; 0 keeps none
 * @param redaction what is masked in payloads and in the names of errors
 */
public record PayloadPolicy(int limitChars, Redaction redaction) implements Serializable {
  /** Keeps whatever an earlier run stored. */
  public static final PayloadPolicy AS_STORED =
      new PayloadPolicy(Integer.MAX_VALUE, Redaction.NONE);

  public PayloadPolicy {
    if (limitChars < 0) {
      throw new IllegalArgumentException("payload limit is negative: " + limitChars);
    }
  }

  /** Masks the values of keys. */
  public PayloadPolicy(int limitChars, Set<String> redactedKeys) {
    this(limitChars, new Redaction(redactedKeys, List.of()));
  }

  /** The payload as it may be stored; null when none may. */
  public @Nullable String apply(@Nullable String payload) {
    if (payload == null || limitChars == 0) {
      return null;
    }
    String kept = redaction.mask(payload);
    return kept.length() <= limitChars ? kept : kept.substring(0, endOfPrefix(kept));
  }

  /** Whether no text of this length is changed. */
  public boolean keepsWhole(int chars) {
    return redaction.isNone() && limitChars >= chars;
  }

  /** A text that is kept whatever the limit, such as the name of an error: only masked. */
  public @Nullable String masked(@Nullable String text) {
    return text == null ? null : redaction.mask(text);
  }

  /** Attributes of a span: without those of redacted keys, the others masked. */
  public SortedMap<String, String> masked(SortedMap<String, String> attributes) {
    if (redaction.isNone()) {
      return attributes;
    }
    SortedMap<String, String> kept = new TreeMap<>();
    attributes.forEach(
        (name, value) -> {
          if (!redaction.hasKey(name)) {
            kept.put(name, redaction.mask(value));
          }
        });
    return kept;
  }

  /** Never between the two halves of a surrogate pair. */
  private int endOfPrefix(String text) {
    return Character.isHighSurrogate(text.charAt(limitChars - 1)) ? limitChars - 1 : limitChars;
  }
}
