/**
 * What {@code doctor} looks at before a run: versions, configuration, access at both ends, the
 * lease, room and clocks.
 *
 * <p>Each look becomes findings, and each finding says what to do. Nothing that it writes stays,
 * and of an archive it reads the beginning of one object. What is decided by figures alone is plain
 * Java; a new look is one class here, and a line in {@link io.fantail.job.doctor.Doctor}.
 */
@NullMarked
package io.fantail.job.doctor;

import org.jspecify.annotations.NullMarked;
