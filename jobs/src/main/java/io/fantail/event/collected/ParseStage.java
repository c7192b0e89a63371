package io.fantail.event.collected;

import io.fantail.archive.ArchiveReader;
import io.fantail.archive.ReadAhead;
import io.fantail.archive.place.NamesFromKeys;
import io.fantail.archive.place.TimeWindow;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.event.AwsSpan;
import io.fantail.event.Description;
import io.fantail.event.HistoryEvent;
import io.fantail.event.LambdaRecord;
import io.fantail.event.ParsedRecord;
import io.fantail.event.ParsedRecord.Reject;
import io.fantail.event.PendingChild;
import io.fantail.event.collected.ParsedRows.Kind;
import io.fantail.event.parse.ObjectRecords;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.spark.Assorted.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/** Reads the objects of the archive, each once, in tasks of equal bytes. */
public final class ParseStage {
  private ParseStage() {}

  /**
   * Everything the objects hold; nothing is read before something of it is asked for.
   *
   * @param tasks the objects, packed by {@link io.fantail.archive.place.ArchiveTasks}
   * @param names that the objects' addresses tell
   * @param window records of other times are counted, and left out
   * @param partitions into which each kind of record is shuffled
   */
  public static ParsedRows parse(
      SparkSession spark,
      List<List<ArchiveObject>> tasks,
      NamesFromKeys names,
      PayloadPolicy payloadPolicy,
      TimeWindow window,
      int partitions) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<SerializableConfiguration> hadoop =
        context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    JavaRDD<ArchiveObject> objects =
        context
            .parallelize(tasks.stream().map(PackedTask::pack).toList(), Math.max(1, tasks.size()))
            .flatMap(task -> PackedTask.unpack(task).iterator());
    return ParsedRows.of(
        objects,
        partitions,
        ofTask -> new RecordIterator(ofTask, hadoop, names, payloadPolicy, window));
  }

  /** What was read of one object after the other; behind the last of each, its account. */
  private static final class RecordIterator implements Iterator<Value<Kind>> {
    private final ReadAhead readAhead;
    private final PayloadPolicy payloadPolicy;
    private final TimeWindow window;
    private final Queue<Value<Kind>> ready = new ArrayDeque<>();
    private final OpenHistories histories = new OpenHistories(ready);
    private final OpenLogStreams logStreams = new OpenLogStreams(ready);
    private @Nullable ObjectRecords records;

    RecordIterator(
        Iterator<ArchiveObject> objects,
        Broadcast<SerializableConfiguration> hadoop,
        NamesFromKeys names,
        PayloadPolicy payloadPolicy,
        TimeWindow window) {
      this.readAhead = new ReadAhead(objects, hadoop.value().value(), names);
      this.payloadPolicy = payloadPolicy;
      this.window = window;
      // However the task ends: read, failed or killed.
      TaskContext.get()
          .addTaskCompletionListener((TaskCompletionListener) ended -> readAhead.close());
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty()) {
        if (records == null) {
          ArchiveReader reader = readAhead.next();
          if (reader == null) {
            return false;
          }
          records = new ObjectRecords(reader, payloadPolicy, window);
        }
        read(records);
      }
      return true;
    }

    @Override
    public Value<Kind> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }

    private void read(ObjectRecords object) {
      String before = object.sourceFile();
      ParsedRecord record = object.next();
      if (!object.sourceFile().equals(before)) {
        histories.handOnAll();
        logStreams.handOnAll();
      }
      if (record != null) {
        add(record, object.sourceFile());
      } else {
        histories.handOnAll();
        logStreams.handOnAll();
        ready.add(ParsedRows.valueOf(object.whole()));
        close(object);
        records = null;
      }
    }

    private void add(ParsedRecord record, String sourceFile) {
      switch (record.outcome()) {
        case EVENT -> histories.add((HistoryEvent) record);
        case LAMBDA_RECORD -> logStreams.add((LambdaRecord) record);
        case DESCRIPTION -> ready.add(ParsedRows.valueOf((Description) record));
        case PENDING_CHILD -> ready.add(ParsedRows.valueOf((PendingChild) record));
        case AWS_SPAN -> ready.add(ParsedRows.valueOf((AwsSpan) record));
        case REJECT -> ready.add(ParsedRows.valueOf((Reject) record, sourceFile));
        case NOISE, OUTSIDE -> {} // in the account of the object, and in nothing else
      }
    }

    private static void close(ObjectRecords finished) {
      try {
        finished.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
