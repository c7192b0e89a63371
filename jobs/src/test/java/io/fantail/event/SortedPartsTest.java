package io.fantail.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
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
class SortedPartsTest {
  @Test
  void bringsAllValuesOfAKeyAtOnce() {
    SortedParts parts = parts("a=1", "a=2", "b=3", "c=4", "c=5", "c=6");

    assertThat(rest(parts)).containsExactly("a=[1, 2]", "b=[3]", "c=[4, 5, 6]");
    assertThat(parts.hasNext()).isFalse();
    assertThat(parts.nextKey()).isNull();
  }

  @Test
  void tellsTheNextKeyWithoutTakingIt() {
    SortedParts parts = parts("a=1", "b=2");

    assertThat(parts.nextKey()).isEqualTo("a");
    assertThat(parts.nextKey()).isEqualTo("a");
    assertThat(text(parts.next())).isEqualTo("a=[1]");
    assertThat(parts.nextKey()).isEqualTo("b");
  }

  @Test
  void endsAtTheEnd() {
    assertThatThrownBy(() -> parts().next()).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void keepsTheLowestValuesOfMany() {
    SortedParts parts = parts("a=1", "b=4", "b=3", "b=5", "b=3", "c=6");

    assertThat(values(parts.valuesOf("b", 2))).containsExactly("3", "4");
    assertThat(values(parts.valuesOf("bb", 2))).isEmpty();
    assertThat(values(parts.valuesOf("c", 2))).containsExactly("6");
    assertThat(values(parts.valuesOf("d", 2))).isEmpty();
  }

  @Test
  void passesOverKeysBeforeTheOneThatIsAskedFor() {
    SortedParts parts = parts("a=1", "b=2", "b=3", "d=4");

    assertThat(values(parts.valuesOf("b"))).containsExactly("2", "3");
    assertThat(parts.nextKey()).isEqualTo("d");
  }

  @Test
  void keepsWhatComesBehindAKeyThatIsNotThere() {
    SortedParts parts = parts("a=1", "d=4");

    assertThat(parts.valuesOf("c")).isEmpty();
    assertThat(values(parts.valuesOf("d"))).containsExactly("4");
    assertThat(parts.valuesOf("e")).isEmpty();
    assertThat(parts.hasNext()).isFalse();
  }

  @Test
  void hasNothingOfAKeyThatWasPassed() {
    SortedParts parts = parts("a=1", "b=2");
    parts.next();

    assertThat(parts.valuesOf("a")).isEmpty();
    assertThat(rest(parts)).containsExactly("b=[2]");
  }

  @Test
  void mergesWithTheFirstSideBeforeTheOther() {
    SortedParts merged =
        new SortedParts(SortedParts.merged(pairs("b=1", "c=2"), pairs("a=3", "b=4", "d=5")));

    assertThat(rest(merged)).containsExactly("a=[3]", "b=[1, 4]", "c=[2]", "d=[5]");
  }

  @Test
  void mergesWithASideThatHasNothing() {
    assertThat(rest(new SortedParts(SortedParts.merged(pairs(), pairs("a=1")))))
        .containsExactly("a=[1]");
    assertThat(rest(new SortedParts(SortedParts.merged(pairs("a=1"), pairs()))))
        .containsExactly("a=[1]");
    assertThatThrownBy(() -> SortedParts.merged(pairs(), pairs()).next())
        .isInstanceOf(NoSuchElementException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 10, 100})
  void mergesAsASortOfBothSidesWould(int size) {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(1000L * size + seed);
      String[] one = sortedPairs(random, size);
      String[] other = sortedPairs(random, random.nextInt(size + 1));
      Iterator<Tuple2<String, byte[]>> merged = SortedParts.merged(pairs(one), pairs(other));

      List<String> found = new ArrayList<>();
      merged.forEachRemaining(pair -> found.add(pair._1() + "=" + text(pair._2())));
      assertThat(found)
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

  private static SortedParts parts(String... pairs) {
    return new SortedParts(pairs(pairs));
  }

  private static Iterator<Tuple2<String, byte[]>> pairs(String... pairs) {
    return Arrays.stream(pairs)
        .map(
            pair -> {
              int end = pair.indexOf('=');
              byte[] value = pair.substring(end + 1).getBytes(StandardCharsets.UTF_8);
              return new Tuple2<>(pair.substring(0, end), value);
            })
        .iterator();
  }

  private static List<String> rest(SortedParts parts) {
    List<String> rest = new ArrayList<>();
    parts.forEachRemaining(ofKey -> rest.add(text(ofKey)));
    return rest;
  }

  private static String text(SortedParts.OfKey ofKey) {
    return ofKey.key() + "=" + values(ofKey.values());
  }

  private static List<String> values(List<byte[]> values) {
    return values.stream().map(SortedPartsTest::text).toList();
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }
}
