package io.fantail.sample.workflow;

import io.fantail.sample.world.LambdaFunction;

/**
 * A Task state that invokes a function.
 *
 * @param name the state's name
 * @param function what it invokes
 * @param timeoutSeconds its TimeoutSeconds, or 0 for none
 * @param wholeResult whether its output keeps the SDK's metadata or only the payload
 */
public record LambdaState(
    String name, LambdaFunction function, int timeoutSeconds, boolean wholeResult) {}
