package io.fantail.report.warning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the items that several children of one Map Run were given. An input that more than a few
 * share tells no item: an {@code ItemSelector} may leave the item out, or take a field of it that
 * has few values. Where that is so of as many inputs as are shared by a few, or all are the same,
 * nothing is known.
 *
 * <p>Of more than a million children with inputs of their own those are looked at whose hash ends
 * in enough zeros, and what is found stands for as many more: the same in whatever order they come.
 */
final class ItemsGivenTwice {
  /** More children than this were not given one item by mistake. */
  private static final int FEW = 5;

  private static final int MOST = 1_000_000;
  private static final int FIRST = 16;
  private static final int MOST_EXAMPLES = 2;

  private final int most;
  private String parents = "";
  private long[] hashes = new long[FIRST];
  private StringBuilder names = new StringBuilder();
  private int held;
  private long mask;

  ItemsGivenTwice() {
    this(MOST);
  }

  /**
   * Begins.
   *
   * @param most children that are looked at in the end; a quarter more, and those of one task, are
   *     held meanwhile
   */
  ItemsGivenTwice(int most) {
    this.most = most;
  }

  /**
   * What was found.
   *
   * @param items that were given to several children
   * @param mostChildren that were given one of them
   * @param executionArns of two children that were given the same
   */
  record Found(long items, int mostChildren, List<String> executionArns) {}

  void add(GivenItems given) {
    if (given.hashes().length > 0) {
      parents = parents.isEmpty() ? given.parents() : parents;
      take(given.hashes(), given.hashes().length, namesOf(given));
    }
    if (held > most + most / 4) {
      thinOut();
    }
  }

  /** Names that go with the ARNs' common beginning, or whole ARNs. */
  private String namesOf(GivenItems given) {
    if (parents.equals(given.parents())) {
      return given.names();
    }
    return given
        .names()
        .lines()
        .map(name -> arnOf(given.parents(), name) + '\n')
        .collect(Collectors.joining());
  }

  /** A name has no colon but that before the id of an Express execution. */
  private static String arnOf(String parents, String name) {
    return name.startsWith("arn:") ? name : parents + name;
  }

  private void take(long[] from, int children, CharSequence named) {
    int at = 0;
    for (int i = 0; i < children; i++) {
      int end = endOfLine(named, at);
      if ((from[i] & mask) == 0) {
        hold(from[i], named, at, end);
      }
      at = end;
    }
  }

  private void hold(long hash, CharSequence named, int begin, int end) {
    if (held == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * held);
    }
    hashes[held++] = hash;
    names.append(named, begin, end);
  }

  /** Leaves out what more than a few share, and of the rest so much that no more is held. */
  private void thinOut() {
    leaveOutShared();
    while (held > most) {
      mask = (mask << 1) | 1;
      long[] all = hashes;
      int children = held;
      StringBuilder allNames = names;
      startAnew();
      take(all, children, allNames);
    }
  }

  private void leaveOutShared() {
    long[] sorted = sorted();
    int[] kept = new int[held];
    long[] all = hashes;
    int children = held;
    StringBuilder allNames = names;
    startAnew();
    int at = 0;
    for (int i = 0; i < children; i++) {
      int end = endOfLine(allNames, at);
      int first = firstOf(all[i], sorted);
      if (kept[first] <= FEW) {
        kept[first]++;
        hold(all[i], allNames, at, end);
      }
      at = end;
    }
  }

  private static int firstOf(long hash, long[] sorted) {
    int low = 0;
    int high = sorted.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < hash) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void startAnew() {
    hashes = new long[FIRST];
    names = new StringBuilder();
    held = 0;
  }

  private long[] sorted() {
    long[] sorted = Arrays.copyOf(hashes, held);
    Arrays.sort(sorted);
    return sorted;
  }

  private static int endOfLine(CharSequence lines, int begin) {
    int end = begin;
    while (lines.charAt(end) != '\n') {
      end++;
    }
    return end + 1;
  }

  /** Null where no item was given twice, or nothing tells items apart. */
  @Nullable Found find() {
    if (held > most) {
      thinOut();
    }
    long[] sorted = sorted();
    long ofFew = 0;
    long ofMany = 0;
    int mostChildren = 0;
    long example = 0;
    int end;
    for (int begin = 0; begin < held; begin = end) {
      end = begin + 1;
      while (end < held && sorted[end] == sorted[begin]) {
        end++;
      }
      int children = end - begin;
      ofMany += children > FEW ? 1 : 0;
      ofFew += children > 1 && children <= FEW ? 1 : 0;
      if (children > mostChildren && children <= FEW) {
        example = sorted[begin];
        mostChildren = children;
      }
    }
    boolean isOne = held > 0 && sorted[0] == sorted[held - 1];
    return ofFew <= ofMany || isOne
        ? null
        : new Found(ofFew * (mask + 1), mostChildren, childrenOf(example));
  }

  private List<String> childrenOf(long hash) {
    List<String> children = new ArrayList<>(FEW);
    int at = 0;
    for (int i = 0; i < held; i++) {
      int end = endOfLine(names, at);
      if (hashes[i] == hash) {
        children.add(arnOf(parents, names.substring(at, end - 1)));
      }
      at = end;
    }
    return children.stream().sorted().limit(MOST_EXAMPLES).toList();
  }
}
