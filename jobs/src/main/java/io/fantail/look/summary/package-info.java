/**
 * The little of all reports that a command says when it ends, read back from the tables: a page
 * says the same of the same days, whoever made the reports and when.
 */
@NullMarked
package io.fantail.look.summary;

import org.jspecify.annotations.NullMarked;
