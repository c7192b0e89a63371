package io.fantail.event.collected;

import io.fantail.event.LambdaRecord;
import io.fantail.event.collected.ParsedRows.Kind;
import io.fantail.spark.Assorted.Value;
import io.fantail.spark.Pair;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** What is packed while an archive is read, for tests of what comes behind. */
public final class PackedParts {
  private PackedParts() {}

  /**
   * The parts of log streams.
   *
   * @param objects the records of each, or of a part of it
   */
  public static List<Pair<LogStreamPart>> logStreams(List<List<LambdaRecord>> objects) {
    Queue<Value<Kind>> ready = new ArrayDeque<>();
    OpenLogStreams streams = new OpenLogStreams(ready);
    for (List<LambdaRecord> records : objects) {
      records.forEach(streams::add);
      streams.handOnAll();
    }
    List<Pair<LogStreamPart>> parts = new ArrayList<>();
    ready.forEach(
        part -> parts.add(new Pair<>(part.key(), LogStreamPart.CODEC.unpack(part.packed()))));
    return parts;
  }
}
