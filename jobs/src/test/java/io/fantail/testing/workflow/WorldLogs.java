package io.fantail.testing.workflow;

import io.fantail.testing.Coat;
import io.fantail.testing.LogDress;
import io.fantail.testing.LoggedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;

/** The logs of Step Functions and of Lambda, as a subscription or an export task left them. */
final class WorldLogs {
  private final BiConsumer<String, Map<String, byte[]>> output;
  private final Random random;
  private final List<LoggedEvent> subscribed = new ArrayList<>();
  private final List<LoggedEvent> exported = new ArrayList<>();

  /**
   * Empty ones.
   *
   * @param output takes objects by their names, and the folder for them
   */
  WorldLogs(BiConsumer<String, Map<String, byte[]>> output, Random random) {
    this.output = output;
    this.random = random;
  }

  void add(String arn, WrittenEvent event, boolean withData, boolean byExport) {
    List<LoggedEvent> log = byExport ? exported : subscribed;
    log.add(
        new LoggedEvent(
            Functions.HOME,
            "/aws/vendedlogs/states/all",
            "states/all/2026-09-21-13/0000000" + log.size() % 4,
            Instant.ofEpochMilli(event.atMillis()),
            "37" + log.size(),
            VendedJson.of(arn, event, withData).toString()));
  }

  void write(List<TrueInvocation> invocations, Evidence evidence) {
    put("vended", LogDress.FIREHOSE_MEMBERS, Coat.PLAIN, subscribed);
    put("vended-export", LogDress.EXPORT_TASK, Coat.GZIP, exported);
    writeLambda(invocations, evidence);
  }

  /**
   * Of some functions there is no log; of the others all of it. Whoever keeps the log of a function
   * in one region keeps it in the other.
   */
  private void writeLambda(List<TrueInvocation> invocations, Evidence evidence) {
    List<LoggedEvent> streamed = new ArrayList<>();
    Map<String, Boolean> keeps = new HashMap<>();
    int exports = 0;
    for (Map.Entry<TrueFunction, List<LoggedEvent>> log : LambdaLines.of(invocations).entrySet()) {
      TrueFunction function = log.getKey();
      boolean kept =
          keeps.computeIfAbsent(
              function.account() + function.name(), name -> random.nextInt(100) < 85);
      if (kept) {
        evidence.loggedFunctions.add(function);
      }
      if (kept && random.nextInt(100) < 5) {
        // An export task has one log group.
        put("lambda-export/" + exports++, LogDress.EXPORT_TASK, Coat.GZIP, log.getValue());
      } else if (kept) {
        streamed.addAll(log.getValue());
      }
    }
    put("lambda", LogDress.FIREHOSE_MEMBERS, Coat.PLAIN, streamed);
  }

  private void put(String folder, LogDress dress, Coat coat, List<LoggedEvent> log) {
    List<LoggedEvent> inOrder = new ArrayList<>(log);
    inOrder.sort(Comparator.comparing(LoggedEvent::at));
    output.accept(folder, dress.objects(inOrder, coat));
  }
}
