package io.fantail.span;

import java.time.Instant;

/** An execution lay ended from one moment to the other, until someone redrove it. */
public record RedriveGap(Instant endedAt, Instant redrivenAt) {}
