package io.fantail.span;

import io.fantail.event.DescriptionSource;

/**
 * The Map Run that an execution is a child of, as an answer of the API names it.
 *
 * @param source the most trusted of the answers that name it
 */
public record MapRunMembership(String mapRunArn, DescriptionSource source) {}
