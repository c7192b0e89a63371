package io.fantail.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.spark.Groups.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Tuple2;

/** A pair is written {@code key=value}. */
class GroupsTest {
  @Test
  void bringsAllValuesOfAKeyAtOnce() {
    Groups<String> groups = groups("a=1", "a=2", "b=3", "c=4", "c=5", "c=6");

    assertThat(rest(groups)).containsExactly("a=[1, 2]", "b=[3]", "c=[4, 5, 6]");
    assertThat(groups.hasNext()).isFalse();
    assertThat(groups.nextKey()).isNull();
  }

  @Test
  void tellsTheNextKeyWithoutTakingIt() {
    Groups<String> groups = groups("a=1", "b=2");

    assertThat(groups.nextKey()).isEqualTo("a");
    assertThat(groups.nextKey()).isEqualTo("a");
    assertThat(text(groups.next())).isEqualTo("a=[1]");
    assertThat(groups.nextKey()).isEqualTo("b");
  }

  @Test
  void endsAtTheEnd() {
    assertThatThrownBy(() -> groups().next()).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void keepsTheLowestValuesOfManyEachOnce() {
    Groups<String> groups = groups("a=1", "b=4", "b=3", "b=5", "b=3", "c=6", "d=é", "d=z", "d=z");

    assertThat(groups.valuesOf("b", 2)).containsExactly("3", "4");
    assertThat(groups.valuesOf("bb", 2)).isEmpty();
    assertThat(groups.valuesOf("c", 2)).containsExactly("6");
    assertThat(groups.valuesOf("d", 3)).as("bytes without a sign").containsExactly("z", "é");
    assertThat(groups.valuesOf("e", 2)).isEmpty();
  }

  @Test
  void passesOverKeysBeforeTheOneThatIsAskedFor() {
    Groups<String> groups = groups("a=1", "b=2", "b=3", "d=4");

    assertThat(groups.valuesOf("b")).containsExactly("2", "3");
    assertThat(groups.nextKey()).isEqualTo("d");
  }

  @Test
  void keepsWhatComesBehindAKeyThatIsNotThere() {
    Groups<String> groups = groups("a=1", "d=4");

    assertThat(groups.valuesOf("c")).isEmpty();
    assertThat(groups.valuesOf("d")).containsExactly("4");
    assertThat(groups.valuesOf("e")).isEmpty();
    assertThat(groups.hasNext()).isFalse();
  }

  @Test
  void hasNothingOfAKeyThatWasPassed() {
    Groups<String> groups = groups("a=1", "b=2");
    groups.next();

    assertThat(groups.valuesOf("a")).isEmpty();
    assertThat(rest(groups)).containsExactly("b=[2]");
  }

  @Test
  void mergesWithTheFirstSideBeforeTheOther() {
    assertThat(merged(pairs("b=1", "c=2"), pairs("a=3", "b=4", "d=5")))
        .containsExactly("a=3", "b=1", "b=4", "c=2", "d=5");
  }

  @Test
  void mergesWithASideThatHasNothing() {
    assertThat(merged(pairs(), pairs("a=1"))).containsExactly("a=1");
    assertThat(merged(pairs("a=1"), pairs())).containsExactly("a=1");
    assertThatThrownBy(() -> new MergedPairs(pairs(), pairs()).next())
        .isInstanceOf(NoSuchElementException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 10, 100})
  void mergesAsASortOfBothSidesWould(int size) {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(1000L * size + seed);
      String[] one = sortedPairs(random, size);
      String[] other = sortedPairs(random, random.nextInt(size + 1));

      assertThat(merged(pairs(one), pairs(other)))
          .as("size %d, seed %d", size, seed)
          .containsExactlyElementsOf(sorted(Stream.concat(Stream.of(one), Stream.of(other))));
    }
  }

  private static String[] sortedPairs(Random random, int size) {
    return sorted(
            Stream.generate(() -> "k" + random.nextInt(20) + "=" + random.nextInt(1000))
                .limit(size))
        .toArray(String[]::new);
  }

  private static List<String> sorted(Stream<String> pairs) {
    return pairs
        .sorted(Comparator.comparing(pair -> pair.substring(0, pair.indexOf('='))))
        .toList();
  }

  private static Groups<String> groups(String... pairs) {
    return new Groups<>(
        Iterators.map(pairs(pairs), pair -> new Packed<>(pair._1(), pair._2(), Texts.CODEC)));
  }

  private static Iterator<Tuple2<String, byte[]>> pairs(String... pairs) {
    return Arrays.stream(pairs).map(Texts::pair).iterator();
  }

  private static List<String> merged(
      Iterator<Tuple2<String, byte[]>> one, Iterator<Tuple2<String, byte[]>> other) {
    List<String> merged = new ArrayList<>();
    new MergedPairs(one, other)
        .forEachRemaining(pair -> merged.add(pair._1() + "=" + Texts.CODEC.unpack(pair._2())));
    return merged;
  }

  private static List<String> rest(Groups<String> groups) {
    List<String> rest = new ArrayList<>();
    groups.forEachRemaining(group -> rest.add(text(group)));
    return rest;
  }

  private static String text(Group<String> group) {
    return group.key() + "=" + group.values();
  }
}
