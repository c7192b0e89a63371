package io.fantail.span.invocation;

import io.fantail.event.LambdaRecord;
import io.fantail.event.collected.LogStreamPart;
import io.fantail.span.LambdaInvocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The invocations in Lambda records of any number of objects, put together as the job does it. */
public final class Invocations {
  private Invocations() {}

  /** Stream after stream, each in the order of time. */
  public static List<LambdaInvocation> of(List<LambdaRecord> records) {
    Map<String, List<LambdaRecord>> streams = new TreeMap<>();
    for (LambdaRecord record : records) {
      String stream = record.logStream() == null ? record.unnamedStream() : record.logStream();
      streams
          .computeIfAbsent(stream == null ? record.sourceFile() : stream, key -> new ArrayList<>())
          .add(record);
    }
    List<LambdaInvocation> invocations = new ArrayList<>();
    for (List<LambdaRecord> stream : streams.values()) {
      stream.sort(LogStreamPart.ORDER);
      InvocationsOfRecords open = InvocationStage.startingWith(stream.get(0));
      for (LambdaRecord record : stream) {
        open.add(record);
        invocations.addAll(open.takeFinished());
      }
      invocations.addAll(open.takeRest());
    }
    return invocations;
  }
}
