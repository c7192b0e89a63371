package io.fantail.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.testing.WithLocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pair is written {@code key=value}. */
@WithLocalSpark
class KeyedTest {
  private static final int PARTITIONS = 3;

  private enum Kind {
    ODD,
    EVEN
  }

  /** Reads less of what {@link Texts} wrote. */
  private static final class Firsts implements Codec<String> {
    @Override
    public byte[] pack(String value) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String unpack(byte[] packed) {
      return Texts.CODEC.unpack(packed).substring(0, 1);
    }
  }

  /** Makes lists that can be changed. */
  private static final class Lists implements Codec<List<String>> {
    @Override
    public byte[] pack(List<String> value) {
      return Texts.CODEC.pack(String.join(",", value));
    }

    @Override
    public List<String> unpack(byte[] packed) {
      return new ArrayList<>(List.of(Texts.CODEC.unpack(packed).split(",")));
    }
  }

  private JavaSparkContext context;

  @BeforeEach
  void take(SparkSession spark) {
    context = JavaSparkContext.fromSparkContext(spark.sparkContext());
  }

  @Test
  void sortsWithinPartitionsWhateverTheSideWasCutInto() {
    List<String> pairs = pairs(1, 500);
    Keyed<String> one = keyed(pairs, 1).sorted(PARTITIONS);
    Keyed<String> other = keyed(pairs, 5).sorted(PARTITIONS);

    List<List<String>> keys = keysByPartition(one);
    assertThat(keys).hasSize(PARTITIONS).isEqualTo(keysByPartition(other));
    for (int partition = 0; partition < PARTITIONS; partition++) {
      int here = partition;
      assertThat(keys.get(partition))
          .isNotEmpty()
          .isSortedAccordingTo(Keys.ORDER)
          .allMatch(key -> Keys.partitionOf(key, PARTITIONS) == here);
    }
    assertThat(texts(one)).containsExactlyInAnyOrderElementsOf(pairs);
  }

  @Test
  void mergesTwoSidesAsIfTheyHadBeenShuffledTogether() {
    List<String> some = pairs(2, 300);
    List<String> more = pairs(3, 100);
    List<String> all = Stream.concat(some.stream(), more.stream()).toList();

    Keyed<String> merged =
        keyed(some, 2).sorted(PARTITIONS).merged(keyed(more, 4).sorted(PARTITIONS));

    assertThat(keysByPartition(merged))
        .isEqualTo(keysByPartition(keyed(all, 3).sorted(PARTITIONS)));
    assertThat(texts(merged)).containsExactlyInAnyOrderElementsOf(all);
    assertThat(texts(keyed(some, 2).plus(keyed(more, 1)))).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void readsOnePartitionForTheValuesOfOneKey() {
    List<String> pairs = pairs(4, 300);
    Keyed<String> sorted = keyed(pairs, 2).sorted(PARTITIONS);

    for (String key : new TreeSet<>(pairs.stream().map(KeyedTest::keyOf).toList())) {
      JavaRDD<String> only = sorted.only(key, PARTITIONS);
      assertThat(only.getNumPartitions()).isOne();
      assertThat(only.collect().stream().map(value -> key + "=" + value))
          .containsExactlyInAnyOrderElementsOf(
              pairs.stream().filter(pair -> keyOf(pair).equals(key)).toList());
    }
    assertThat(sorted.only("no such key", PARTITIONS).collect()).isEmpty();
  }

  @Test
  void walksAlongTwoSidesWithTheSameKeysInTheSamePartitions() {
    List<String> some = pairs(5, 200);
    List<String> more = pairs(6, 200);

    List<String> joined =
        keyed(some, 2)
            .sorted(PARTITIONS)
            .walkAlong(
                keyed(more, 3).sorted(PARTITIONS),
                (one, other) -> {
                  Groups<String> others = new Groups<>(other);
                  return Iterators.map(
                      new Groups<>(one),
                      group ->
                          group.key()
                              + new TreeSet<>(group.values())
                              + new TreeSet<>(others.valuesOf(group.key())));
                })
            .collect();

    assertThat(joined)
        .containsExactlyInAnyOrderElementsOf(
            new TreeSet<>(some.stream().map(KeyedTest::keyOf).toList())
                .stream().map(key -> key + valuesOf(key, some) + valuesOf(key, more)).toList());
  }

  @Test
  void bringsEachValueBesideThoseOfAnotherSide() {
    Keyed<String> few = keyed(List.of("a=1", "b=2", "d=4"), 2).sorted(PARTITIONS);
    Keyed<String> many = keyed(List.of("a=z", "a=x", "a=y", "a=x", "c=w", "d=v"), 3);

    assertThat(beside(few.joined(many.sorted(PARTITIONS))))
        .containsExactlyInAnyOrder("a=1[x, x, y, z]", "b=2[]", "d=4[v]");
    assertThat(beside(few.joined(many.sorted(PARTITIONS), 2)))
        .containsExactlyInAnyOrder("a=1[x, y]", "b=2[]", "d=4[v]");
    assertThat(beside(few.<String>joined(null)))
        .containsExactlyInAnyOrder("a=1[]", "b=2[]", "d=4[]");
    assertThat(few.values().collect()).containsExactlyInAnyOrder("1", "2", "4");
    assertThat(few.collect()).containsExactlyInAnyOrder("1", "2", "4");
  }

  private static List<String> beside(JavaRDD<Joined<String, String>> joined) {
    return joined
        .map(
            one ->
                one.key() + "=" + one.packed().unpack() + one.others().stream().sorted().toList())
        .collect();
  }

  @Test
  void leavesKeysOutAndReadsTheSameBytesByAnotherCodec() {
    Keyed<String> keyed = keyed(List.of("a=1", "b=22", "c=333"), 2);
    assertThat(texts(keyed.withKeys(key -> !key.equals("b"))))
        .containsExactlyInAnyOrder("a=1", "c=333");
    assertThat(texts(keyed.readBy(new Firsts()))).containsExactlyInAnyOrder("a=1", "b=2", "c=3");
    assertThat(
            texts(
                keyed.<String>walk(
                    Texts.CODEC,
                    values ->
                        Iterators.map(values, value -> new Pair<>(value.unpack(), value.key())))))
        .containsExactlyInAnyOrder("1=a", "22=b", "333=c");
  }

  @Test
  void bringsOneSummaryOfEachPartitionToTheDriver() {
    Keyed<String> kept = keyed(pairs(7, 100), 4).persist();

    assertThat(
            kept.summaries(Texts.CODEC, values -> String.valueOf(Iterators.stream(values).count())))
        .hasSize(4)
        .extracting(Integer::valueOf)
        .satisfies(counts -> assertThat(counts.stream().mapToInt(c -> c).sum()).isEqualTo(100));
    kept.unpersist();
  }

  @Test
  void bringsTogetherValuesOfSeveralKindsInPartitionsOfTheirOwn() {
    List<String> pairs = pairs(8, 300);
    Assorted<Kind> assorted =
        Assorted.of(
            context.parallelize(pairs, 4),
            Kind.values().length,
            PARTITIONS,
            values -> Iterators.map(values, KeyedTest::assorted));

    for (Kind kind : Kind.values()) {
      Keyed<String> only = assorted.only(kind, Texts.CODEC);
      List<String> ofKind = pairs.stream().filter(pair -> assorted(pair).kind() == kind).toList();
      assertThat(texts(only)).isNotEmpty().containsExactlyInAnyOrderElementsOf(ofKind);
      assertThat(keysByPartition(only))
          .as("as a shuffle of its own sorts them, to be joined with such")
          .isEqualTo(keysByPartition(keyed(ofKind, 2).sorted(PARTITIONS)));
    }
  }

  @Test
  void givesEveryTaskAValueOfItsOwn() {
    Shared<List<String>> shared = Shared.of(context, List.of("a", "b"), new Lists());

    List<Integer> sizes =
        context
            .parallelize(List.of(1, 2, 3, 4), 2)
            .map(
                number -> {
                  List<String> own = shared.unpack();
                  own.add("changed");
                  return own.size();
                })
            .collect();

    assertThat(sizes).containsExactly(3, 3, 3, 3);
  }

  private static Assorted.Value<Kind> assorted(String pair) {
    Kind kind = pair.hashCode() % 2 == 0 ? Kind.EVEN : Kind.ODD;
    return new Assorted.Value<>(kind, keyOf(pair), Texts.CODEC.pack(valueOf(pair)));
  }

  /** Few keys, so that each comes several times; ordered ones among them. */
  private static List<String> pairs(long seed, int size) {
    Random random = new Random(seed);
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String plain = "key " + random.nextInt(20);
      String key = random.nextBoolean() ? plain : Keys.ordered(plain, random.nextInt(4), 0);
      pairs.add(key + "=" + random.nextInt(1000));
    }
    return pairs;
  }

  private static String keyOf(String pair) {
    return pair.substring(0, pair.indexOf('='));
  }

  private static String valueOf(String pair) {
    return pair.substring(pair.indexOf('=') + 1);
  }

  private static Set<String> valuesOf(String key, List<String> pairs) {
    return new TreeSet<>(
        pairs.stream().filter(pair -> keyOf(pair).equals(key)).map(KeyedTest::valueOf).toList());
  }

  private Keyed<String> keyed(List<String> pairs, int slices) {
    return Keyed.of(
        context.parallelize(pairs, slices),
        Texts.CODEC,
        values -> Iterators.map(values, pair -> new Pair<>(keyOf(pair), valueOf(pair))));
  }

  private static List<List<String>> keysByPartition(Keyed<String> keyed) {
    return keyed.walk(values -> Iterators.map(values, Packed::key)).glom().collect();
  }

  private static List<String> texts(Keyed<String> keyed) {
    return keyed
        .walk(values -> Iterators.map(values, value -> value.key() + "=" + value.unpack()))
        .collect();
  }
}
