package io.fantail.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fantail.archive.ArchiveObject;
import io.fantail.archive.Json;
import io.fantail.archive.TimeWindow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** Reads the objects of the archive, each once, in tasks of equal bytes. */
public final class ParseStage {
  private ParseStage() {}

  /**
   * Everything the objects hold, as {@link ParsedRows}.
   *
   * @param window records of other times are counted as noise
   * @param tasks the objects, packed by {@link io.fantail.archive.ArchiveTasks}
   */
  public static Dataset<Row> parse(
      SparkSession spark,
      List<List<ArchiveObject>> tasks,
      PayloadPolicy payloadPolicy,
      TimeWindow window) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<SerializableConfiguration> hadoop =
        context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    JavaRDD<Row> parsed =
        context
            .parallelize(tasks.stream().map(ParseStage::toJson).toList(), Math.max(1, tasks.size()))
            .mapPartitions(
                taskTexts -> new ParsedRowIterator(taskTexts, hadoop, payloadPolicy, window));
    return spark.createDataFrame(parsed, ParsedRows.SCHEMA);
  }

  /** Tasks travel as text: Kryo, which a cluster may be set to, cannot read a record. */
  private static String toJson(List<ArchiveObject> task) {
    try {
      return Json.MAPPER.writeValueAsString(task);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a list of records is JSON", impossible);
    }
  }

  private static List<ArchiveObject> fromJson(String task) {
    try {
      return List.of(Json.MAPPER.readValue(task, ArchiveObject[].class));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("written by this very class", impossible);
    }
  }

  /** Rows of one object after the other; behind the last of each, its account. */
  private static final class ParsedRowIterator implements Iterator<Row> {
    private final Iterator<String> taskTexts;
    private final Configuration hadoop;
    private final PayloadPolicy payloadPolicy;
    private final TimeWindow window;
    private final Queue<ArchiveObject> waiting = new ArrayDeque<>();
    private @Nullable ArchiveObject object;
    private @Nullable ObjectRecords records;
    private @Nullable Row next;

    ParsedRowIterator(
        Iterator<String> taskTexts,
        Broadcast<SerializableConfiguration> hadoop,
        PayloadPolicy payloadPolicy,
        TimeWindow window) {
      this.taskTexts = taskTexts;
      this.hadoop = hadoop.value().value();
      this.payloadPolicy = payloadPolicy;
      this.window = window;
    }

    @Override
    public boolean hasNext() {
      if (next == null) {
        next = read();
      }
      return next != null;
    }

    @Override
    public Row next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      Row row = next;
      next = null;
      return row;
    }

    private @Nullable Row read() {
      if (records == null || object == null) {
        object = nextObject();
        if (object == null) {
          return null;
        }
        records = new ObjectRecords(object, hadoop, payloadPolicy, window);
      }
      ParsedRecord record = records.next();
      if (record != null) {
        return ParsedRows.toRow(record, object.uri());
      }
      Row account = ParsedRows.toRow(records.account());
      closeObject(records);
      records = null;
      return account;
    }

    private @Nullable ArchiveObject nextObject() {
      while (waiting.isEmpty() && taskTexts.hasNext()) {
        waiting.addAll(fromJson(taskTexts.next()));
      }
      return waiting.poll();
    }

    private static void closeObject(ObjectRecords finished) {
      try {
        finished.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
