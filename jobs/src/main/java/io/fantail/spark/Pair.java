package io.fantail.spark;

/** A value, and the key by which it meets what belongs to it. */
public record Pair<T>(String key, T value) {}
