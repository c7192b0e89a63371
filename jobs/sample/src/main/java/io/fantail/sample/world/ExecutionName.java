package io.fantail.sample.world;

/**
 * Who an execution is.
 *
 * @param arn its ARN
 * @param name the last part of its ARN
 * @param stateMachine the state machine whose log group it writes to
 * @param qualifiedName the state machine, with {@code /label} for a Distributed Map child
 * @param child whether it is a Distributed Map child
 */
public record ExecutionName(
    String arn, String name, String stateMachine, String qualifiedName, boolean child) {}
