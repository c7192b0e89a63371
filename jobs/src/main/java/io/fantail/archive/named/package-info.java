/**
 * Reads lists that name the objects of an archive, in the place of a listing: addresses in lines,
 * and reports of S3 Inventory.
 *
 * <p>Whether an object is there, and what is to be read of them, is not known here: see {@code
 * place}.
 */
@NullMarked
package io.fantail.archive.named;

import org.jspecify.annotations.NullMarked;
