package io.fantail.sample.workflow;

/** What a child is up against in its Lambda Task. */
public enum Fate {
  /** Each attempt takes its chance. */
  USUAL,
  /** The item itself is bad: every attempt raises. */
  POISONED,
  /** The function hangs on this item, however often it is tried. */
  HANGING,
  /** The first attempt raises, the next one takes its chance. */
  FAILS_ONCE,
  /** The first attempt is throttled, the next one takes its chance. */
  THROTTLED_ONCE,
  /** The first two attempts are throttled, the next one takes its chance. */
  THROTTLED_TWICE,
  /** The first attempt outlasts the state's timeout. */
  OUTLASTS_STATE,
  /** Every attempt succeeds. */
  LUCKY
}
