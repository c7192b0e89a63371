/**
 * The forms in which bytes are stored, a class each: gzip, zstd, Snappy, ZIP, tar, UTF-16. Knows
 * nothing of objects and records; which form an object has is found out in {@code storage}. What is
 * damaged says so in one of two ways: {@link java.io.EOFException} where the end is missing, any
 * other {@link java.io.IOException} where what is there is wrong; every byte before the damage is
 * returned first.
 */
@NullMarked
package io.fantail.archive.stored;

import org.jspecify.annotations.NullMarked;
