/**
 * The planted families of errors: what functions of six runtimes raise, each time with other ids,
 * names, addresses, paths and times in it, and how their runtimes write it down.
 *
 * <p>Here belongs what is raised. Who raises it, and when, belongs in {@code workflow}.
 */
@NullMarked
package io.fantail.sample.failure;

import org.jspecify.annotations.NullMarked;
