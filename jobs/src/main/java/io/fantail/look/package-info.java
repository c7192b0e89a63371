/**
 * What people look at: rows of the tables read back as records, made into pictures and files.
 *
 * <p>{@code stored} reads; {@code waterfall} is the tree of one execution or Map Run with alike
 * children folded, which {@code terminal} draws in text; {@code page} makes the HTML page; {@code
 * export} writes the formats of other tools. Nothing here computes what a report could have: a
 * figure that is shown stands in a table, or is an aggregate of one by SQL.
 */
@NullMarked
package io.fantail.look;

import org.jspecify.annotations.NullMarked;
