package io.fantail.event.policy;

/** An object or array of JSON that is not closed yet, while {@link JsonMasker} is in it. */
final class JsonLevel {
  /** What a field is to the masks. */
  enum Role {
    OTHER,
    REDACTED,
    PAIR_NAME,
    PAIR_VALUE
  }

  final boolean isObject;
  Role role = Role.OTHER;

  /** Whether a pair has a redacted key, or the element before told an array to mask the next. */
  boolean masksNext;

  int valueStart = -1;
  int valueEnd;
  boolean valueIsText;
  int quote;

  JsonLevel(boolean isObject) {
    this.isObject = isObject;
  }

  boolean masksValue() {
    boolean isOfKey = role == Role.REDACTED || (role == Role.PAIR_VALUE && masksNext);
    return isObject ? isOfKey : masksNext;
  }

  /** Ends a value: in an array the flag before it is used up. */
  void endValue() {
    masksNext &= isObject;
  }

  void keepPairValue(int start, int end, boolean isText) {
    valueStart = start;
    valueEnd = end;
    valueIsText = isText;
  }
}
