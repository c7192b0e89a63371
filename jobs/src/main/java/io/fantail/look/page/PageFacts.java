package io.fantail.look.page;

import org.jspecify.annotations.Nullable;

/**
 * What the page says of itself.
 *
 * @param lake its address
 * @param program how commands on the page begin
 * @param version of the program
 * @param base the name of the window that is drawn beside; null where there is none
 * @param isOfMapRuns whether it is about some Map Runs and not about all of its days
 * @param openedArn the execution at which it opens; null where it opens at its top
 */
public record PageFacts(
    String lake,
    String program,
    String version,
    @Nullable String base,
    boolean isOfMapRuns,
    @Nullable String openedArn) {}
