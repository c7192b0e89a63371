package io.fantail.report.overview;

import io.fantail.shape.Counts;
import io.fantail.shape.Fields;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts executions by the word for what their link to the one above rests on, "" where there is
 * none.
 *
 * @param known of all, those whose Map Run is known
 * @param contradicted of all, those of which other evidence says something else
 * @param knownContradicted those that are both
 */
public record Links(
    SortedMap<String, Long> all,
    SortedMap<String, Long> known,
    SortedMap<String, Long> contradicted,
    SortedMap<String, Long> knownContradicted) {

  static Links none() {
    return new Links(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  static Links shape(Fields<Links> fields) {
    return new Links(
        fields.counts(Links::all),
        fields.counts(Links::known),
        fields.counts(Links::contradicted),
        fields.counts(Links::knownContradicted));
  }

  void add(String link, boolean isKnown, boolean isContradicted) {
    count(all, link, true);
    count(known, link, isKnown);
    count(contradicted, link, isContradicted);
    count(knownContradicted, link, isKnown && isContradicted);
  }

  private static void count(SortedMap<String, Long> counts, String link, boolean isOne) {
    counts.merge(link, isOne ? 1L : 0L, Long::sum);
  }

  void add(Links others) {
    Counts.add(all, others.all);
    Counts.add(known, others.known);
    Counts.add(contradicted, others.contradicted);
    Counts.add(knownContradicted, others.knownContradicted);
  }
}
