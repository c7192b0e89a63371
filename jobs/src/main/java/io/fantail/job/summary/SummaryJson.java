package io.fantail.job.summary;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fantail.job.step.Account;
import io.fantail.table.DayRange;
import io.fantail.text.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a summary for programs. Its keys are those of the answers, of their columns, of {@link
 * Account#figures}, and these; jobs/TABLES.md documents all of them.
 */
final class SummaryJson {
  private static final String LAKE = "lake";
  private static final String DAYS = "days";
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String READ = "read";

  private SummaryJson() {}

  /** Returns one line, an object. */
  static String of(Summary summary) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(LAKE, summary.lake());
    json.put(DAYS, summary.days().ranges().stream().map(SummaryJson::range).toList());
    Account account = summary.account();
    if (account != null) {
      json.put(READ, account.figures());
    }
    for (Answer answer : summary.answers()) {
      List<Map<String, @Nullable Object>> rows = answer.objects();
      json.put(answer.key(), answer.key().equals(Completeness.KEY) ? rows.get(0) : rows);
    }
    try {
      return Json.MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a map of plain values is JSON", impossible);
    }
  }

  private static Map<String, String> range(DayRange range) {
    Map<String, String> ends = new LinkedHashMap<>();
    ends.put(FROM, range.from().toString());
    ends.put(TO, range.to().toString());
    return ends;
  }
}
