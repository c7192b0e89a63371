package io.fantail.report.warning;

import java.util.Arrays;

/** Takes along what children of one Map Run were given, in one task. */
final class OpenItems {
  private static final int FIRST = 16;

  private final int parentsEnd;
  private final String parents;
  private final StringBuilder names = new StringBuilder();
  private long[] hashes = new long[FIRST];
  private int children;

  /**
   * Begins.
   *
   * @param executionArn of any of the children: of the form {@code
   *     arn:aws:states:REGION:ACCOUNT:execution:MACHINE/LABEL:NAME}, of an Express child with an id
   *     behind the name
   */
  OpenItems(String executionArn) {
    parentsEnd = executionArn.indexOf(':', executionArn.indexOf('/') + 1) + 1;
    parents = executionArn.substring(0, parentsEnd);
  }

  void add(long hash, String executionArn) {
    if (children == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * children);
    }
    hashes[children++] = hash;
    int begin = executionArn.startsWith(parents) ? parentsEnd : 0;
    names.append(executionArn, begin, executionArn.length()).append('\n');
  }

  GivenItems collected() {
    return new GivenItems(parents, Arrays.copyOf(hashes, children), names.toString());
  }
}
