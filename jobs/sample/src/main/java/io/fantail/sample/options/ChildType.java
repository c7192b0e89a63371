package io.fantail.sample.options;

/** The workflow type of the Distributed Map children. */
public enum ChildType {
  /** Children have a history and an {@code execution} ARN. */
  STANDARD,
  /** Children have only their log and an {@code express} ARN. */
  EXPRESS
}
