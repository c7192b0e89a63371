/**
 * Views: SQL over the tables, kept once, for {@code query} and for engines that read the lake.
 *
 * <p>A view reads tables that are there; what must be computed while traces pass by is a report.
 */
@NullMarked
package io.fantail.view;

import org.jspecify.annotations.NullMarked;
