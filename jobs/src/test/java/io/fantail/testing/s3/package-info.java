/** What can go wrong between a program and S3, made to happen on the way to a store that works. */
@NullMarked
package io.fantail.testing.s3;

import org.jspecify.annotations.NullMarked;
