package io.fantail.report.trait;

import java.util.List;

/**
 * A Map Run whose children are compared.
 *
 * @param traits what holds for all of them: its region, its concurrency
 */
public record MapRunOrigin(String mapRunArn, List<Trait> traits) {}
