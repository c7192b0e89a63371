/**
 * The containers of an archive: export tasks, Firehose objects, saved histories, each as AWS or its
 * users leave them in a bucket.
 *
 * <p>Here belongs what stands in the files, and the writing of them. What happened is given, in
 * order of time, through {@link io.fantail.sample.layout.ArchiveSink}; nothing here decides it.
 */
@NullMarked
package io.fantail.sample.layout;

import org.jspecify.annotations.NullMarked;
