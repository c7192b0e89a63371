package io.fantail.event;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import scala.Tuple2;

/** What is packed while an archive is read, for tests of what comes behind. */
public final class PackedParts {
  private PackedParts() {}

  /**
   * The parts of log streams, sorted as a shuffle sorts them.
   *
   * @param objects the records of each, or of a part of it
   */
  public static List<Tuple2<String, byte[]>> logStreams(List<List<LambdaRecord>> objects) {
    Queue<PackedRecord> ready = new ArrayDeque<>();
    OpenLogStreams streams = new OpenLogStreams(ready);
    for (List<LambdaRecord> records : objects) {
      records.forEach(streams::add);
      streams.handOnAll();
    }
    List<Tuple2<String, byte[]>> parts = new ArrayList<>();
    ready.forEach(part -> parts.add(new Tuple2<>(part.key(), part.content())));
    parts.sort((one, other) -> KeyStage.BY_KEY.compare(one._1(), other._1()));
    return parts;
  }
}
