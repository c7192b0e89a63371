package io.fantail.span.xray;

/** How it is known of which execution a span of AWS is, the most trusted first. */
public enum AwsSpanJoin {
  /** It names the execution itself. */
  OWN,
  /** The nearest span above it that names one names this. */
  ANCESTOR,
  /** Nothing above it does, and its X-Ray trace names no other execution. */
  TRACE;
}
