/**
 * Reads what any text may hold, whoever wrote it: JSON, points in time, request ids (UUIDs),
 * strings that were cut off; and writes what people read: figures, and text that no terminal takes
 * for a command.
 *
 * <p>Nothing here knows AWS, archives or Spark, and no package of Fantail is imported. What a field
 * means belongs to the package that reads it, JSON that is damaged or endless in {@code
 * archive.json}.
 */
@NullMarked
package io.fantail.text;

import org.jspecify.annotations.NullMarked;
