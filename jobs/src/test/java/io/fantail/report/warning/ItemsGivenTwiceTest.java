package io.fantail.report.warning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ItemsGivenTwiceTest {
  private static final String CHILD = "arn:aws:states:eu-west-1:444455556666:execution:shop/Each:";

  private record Given(long hash, String name) {}

  @Test
  void areFoundAmongAMillionChildren() {
    ItemsGivenTwice items = new ItemsGivenTwice();
    OpenItems open = new OpenItems(CHILD);
    Random random = new Random(1);
    for (int i = 0; i < 999_990; i++) {
      open.add(random.nextLong(), CHILD + i);
    }
    for (int i = 0; i < 10; i++) {
      open.add(i / 2, CHILD + "twice" + i);
    }
    items.add(open.collected());

    ItemsGivenTwice.Found found = Objects.requireNonNull(items.find());
    assertThat(found.items()).isEqualTo(5);
    assertThat(found.mostChildren()).isEqualTo(2);
    assertThat(found.executionArns()).containsExactly(CHILD + "twice0", CHILD + "twice1");
  }

  @Test
  void areEstimatedWhereThereAreMoreChildrenThanCanBeHeld() {
    Random random = new Random(2);
    List<Given> all = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      long hash = random.nextLong();
      all.add(new Given(hash, "a" + i));
      if (i % 4 == 0) {
        all.add(new Given(hash, "b" + i));
      }
    }
    ItemsGivenTwice.Found first = found(all, 1_000);
    Collections.shuffle(all, random);

    assertThat(first.items()).isBetween(3_500L, 6_500L);
    assertThat(found(all, 1_000))
        .usingRecursiveComparison()
        .as("in another order")
        .isEqualTo(first);
    assertThat(first.executionArns().get(0)).startsWith(CHILD + "a");
    assertThat(first.executionArns().get(1))
        .isEqualTo(first.executionArns().get(0).replace("Each:a", "Each:b"));
  }

  @Test
  void areNoneWhereAllChildrenShareOneInputHoweverMany() {
    for (long hash : new long[] {0, -1, 1L << 63, 5}) {
      ItemsGivenTwice items = new ItemsGivenTwice(100);
      OpenItems open = new OpenItems(CHILD);
      for (int i = 0; i < 1_000; i++) {
        open.add(hash, CHILD + i);
      }
      items.add(open.collected());

      assertThat(items.find()).isNull();
    }
    assertThat(new ItemsGivenTwice().find()).isNull();
  }

  @Test
  void areFoundBesideAnInputThatMostShare() {
    List<Given> all = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      all.add(new Given(42, "none" + i));
    }
    for (int i = 0; i < 400; i++) {
      all.add(new Given(1_000_003L * (i % 390), "c" + i));
    }
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(all, new Random(seed));

      assertThat(found(all, 1_000).items()).isEqualTo(10);
      assertThat(found(all, 1_000_000).items()).isEqualTo(10);
    }
  }

  @Test
  void nameExpressChildrenWithTheirIds() {
    String express = "arn:aws:states:eu-west-1:444455556666:express:shop/Each:";
    OpenItems open = new OpenItems(express + "a:1");
    open.add(7, express + "a:1");
    open.add(8, express + "b:2");
    open.add(7, express + "c:3");
    ItemsGivenTwice items = new ItemsGivenTwice();
    items.add(open.collected());

    assertThat(items.find())
        .satisfies(
            found ->
                assertThat(found.executionArns())
                    .containsExactly(express + "a:1", express + "c:3"));
  }

  @Test
  void nameChildrenWhoseArnsBeginOtherwise() {
    String express = "arn:aws:states:eu-west-1:444455556666:express:shop/Each:";
    ItemsGivenTwice items = new ItemsGivenTwice();
    for (String first : List.of(CHILD + "a", express + "b:2")) {
      OpenItems open = new OpenItems(first);
      open.add(first.length(), first);
      open.add(7, express + "c:3");
      items.add(open.collected());
    }

    assertThat(Objects.requireNonNull(items.find()).executionArns())
        .containsExactly(express + "c:3", express + "c:3");
  }

  private static ItemsGivenTwice.Found found(List<Given> all, int mostHeld) {
    ItemsGivenTwice items = new ItemsGivenTwice(mostHeld);
    for (int begin = 0; begin < all.size(); begin += 100) {
      OpenItems open = new OpenItems(CHILD);
      for (Given one : all.subList(begin, Math.min(begin + 100, all.size()))) {
        open.add(one.hash, CHILD + one.name);
      }
      items.add(open.collected());
    }
    return Objects.requireNonNull(items.find());
  }
}
