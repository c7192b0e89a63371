package io.fantail.sample.workflow;

import io.fantail.sample.world.PythonError;

/**
 * What a Task state is asked to do.
 *
 * @param subject the item's id
 * @param input the state's input
 * @param failure what the function raises if it fails
 * @param leastMillis a forced duration of the function, or 0 to draw one
 */
public record Work(String subject, String input, PythonError failure, int leastMillis) {}
