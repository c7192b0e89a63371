package io.fantail.event.parse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an object stands to which a Map Run's ResultWriter exports: {@code <prefix>/<id of the Map
 * Run>/SUCCEEDED_0.json}, after a redrive {@code <prefix>/<id>/Redrive-1/SUCCEEDED_0.json}. See
 * "ResultWriter" in the Step Functions Developer Guide.
 *
 * @param redrive how often the Map Run had been redriven
 * @param isOfPending whether its rows are children that had not begun
 * @param number behind the status in its name
 */
record ResultFile(String mapRunId, int redrive, boolean isOfPending, int number) {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/(?:Redrive-(\\d{1,9})/)?"
              + "(SUCCEEDED|FAILED|PENDING)_(\\d{1,9})\\.jsonl?(?:\\.[a-z]+)?$");

  /** Returns null where nothing like that is the address. */
  static @Nullable ResultFile of(String address) {
    Matcher found = ADDRESS.matcher(address);
    if (!found.find()) {
      return null;
    }
    String redrive = found.group(2);
    return new ResultFile(
        found.group(1),
        redrive == null ? 0 : Integer.parseInt(redrive),
        found.group(3).equals("PENDING"),
        Integer.parseInt(found.group(4)));
  }
}
