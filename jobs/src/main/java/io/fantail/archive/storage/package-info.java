/**
 * Opens an object where it is stored and gives its content as inflated bytes of UTF-8, whatever it
 * is compressed with, packed in or encoded as; what is packed in an archive of files is an object
 * of its own.
 *
 * <p>How a form of bytes is laid out belongs in {@code stored}, what the bytes say in the packages
 * that cut records out of them.
 */
@NullMarked
package io.fantail.archive.storage;

import org.jspecify.annotations.NullMarked;
