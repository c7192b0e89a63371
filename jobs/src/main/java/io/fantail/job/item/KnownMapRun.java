package io.fantail.job.item;

import io.fantail.event.MapRunArn;
import io.fantail.text.Figures;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Map Run that can be asked for by what people copy from a screen: its ARN or an end of it, the
 * beginning of its id, its label or Map state, and these with dots where they were cut.
 *
 * @param stateName of the Map state; null where it is not known
 * @param startedAt null the same
 * @param size how large it is, in words
 */
public record KnownMapRun(
    String arn, @Nullable String stateName, @Nullable Instant startedAt, String size) {
  private static final Pattern CUT = Pattern.compile("^(?:…|\\.{2,3})[:/]?|(?:…|\\.{2,3})$");

  /** Parts of an ARN before the machine: arn, partition, service, region, account, mapRun. */
  private static final int PARTS_BEFORE = 6;

  /** The one that has so many items. */
  public static KnownMapRun withItems(
      String arn, @Nullable String stateName, @Nullable Instant startedAt, long items) {
    return new KnownMapRun(
        arn, stateName, startedAt, Figures.count(items) + (items == 1 ? " item" : " items"));
  }

  /**
   * Those of the Map Runs that are meant: who is named whole is, whatever others begin alike.
   *
   * @return one where it is clear; more than one where it is not; none where it is none of them
   */
  public static List<KnownMapRun> meant(String given, List<KnownMapRun> all) {
    String asked = CUT.matcher(given.strip()).replaceAll("");
    if (asked.isEmpty()) {
      return List.of();
    }
    Stream<Predicate<KnownMapRun>> ways =
        Stream.of(
            run -> run.arn.equals(asked),
            run -> run.arn.endsWith(":" + asked) || run.arn.endsWith("/" + asked),
            run -> run.begins(asked) || run.isNamed(asked));
    return ways.map(way -> all.stream().filter(way).toList())
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /** Its id does, or the label or machine before it, or the ARN. */
  private boolean begins(String asked) {
    String shortForm = shortForm();
    String fromLabel = shortForm.substring(shortForm.indexOf('/') + 1);
    String id = MapRunArn.idOf(arn);
    boolean isIdToo = asked.startsWith(fromLabel.substring(0, fromLabel.indexOf(':') + 1));
    return id.startsWith(asked.toLowerCase(Locale.ROOT))
        || (isIdToo && fromLabel.startsWith(asked))
        || (asked.contains(":") && (shortForm.startsWith(asked) || arn.startsWith(asked)));
  }

  /** By the label, the machine with it, or the state. */
  private boolean isNamed(String asked) {
    String shortForm = shortForm();
    String family = MapRunArn.familyOf(shortForm);
    return family.equals(asked)
        || family.substring(family.indexOf('/') + 1).equals(asked)
        || asked.equals(stateName);
  }

  /** Machine, label and id, as the screen prints it. */
  private String shortForm() {
    String[] parts = arn.split(":", PARTS_BEFORE + 1);
    return parts[parts.length - 1];
  }

  /** The Map Run for a person who has to choose. */
  public String inWords() {
    return arn + (startedAt == null ? "" : ", started " + startedAt) + ", " + size;
  }
}
