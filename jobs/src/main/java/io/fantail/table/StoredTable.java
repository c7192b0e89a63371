package io.fantail.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.shape.Table;
import io.fantail.spark.parquet.WrittenFile;
import io.fantail.text.Json;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.Action$;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.Metadata;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.mutable.ListBuffer;

/**
 * One commit of a table: files that were written become the table's, former ones no longer are. It
 * also brings what the table says of itself up to the declaration. Actions are made of the JSON of
 * Delta's PROTOCOL.md, which is the same for every version of Delta.
 */
final class StoredTable {
  private final Table table;
  private final Fence fence;
  private final OptimisticTransaction transaction;

  /**
   * Begins with the table as it is.
   *
   * @throws LakeException when a newer version has written it
   */
  StoredTable(SparkSession spark, String path, Table table, Fence fence) {
    this.table = table;
    this.fence = fence;
    this.transaction =
        DeltaLog.forTable(spark, path).startTransaction(Option.empty(), Option.empty());
    TableLayout.check(table, transaction.metadata());
  }

  /** The version that the commit begins with; -1 where it is the table's first. */
  long version() {
    return transaction.readVersion();
  }

  /** The files of that version. */
  TableFiles files() {
    return TableFiles.of(transaction.snapshot());
  }

  /**
   * Adds files to those that are there.
   *
   * @return the table as it is then
   */
  Snapshot append(List<AddFile> added) {
    ListBuffer<Action> actions = new ListBuffer<>();
    added.forEach(actions::$plus$eq);
    return commit(actions, operation(SaveMode.Append, null));
  }

  /**
   * Puts files in the place of all others of their days.
   *
   * @param former all files of these days
   * @return the table as it is then
   */
  Snapshot replaceDays(List<AddFile> former, List<AddFile> added, DaySet days) {
    ListBuffer<Expression> conditions = new ListBuffer<>();
    conditions.$plus$eq(new CatalystSqlParser().parseExpression(days.condition()));
    transaction.trackReadPredicates(conditions.toList(), false, true);
    ListBuffer<Action> actions = new ListBuffer<>();
    former.forEach(file -> actions.$plus$eq(file.remove()));
    added.forEach(actions::$plus$eq);
    return commit(actions, operation(SaveMode.Overwrite, days.condition()));
  }

  /**
   * Puts files in the place of others that have the same rows: who follows the table's changes sees
   * none.
   *
   * @return the table as it is then
   */
  Snapshot rearrange(List<AddFile> former, List<AddFile> added) {
    ListBuffer<Action> actions = new ListBuffer<>();
    former.forEach(file -> actions.$plus$eq(replaced(file)));
    added.forEach(actions::$plus$eq);
    return commit(actions, DeltaOperations.ManualUpdate$.MODULE$);
  }

  /** That a file goes whose rows are in another one. */
  private static Action replaced(AddFile file) {
    try {
      ObjectNode action = (ObjectNode) Json.MAPPER.readTree(file.remove().json());
      action.withObject("/remove").put("dataChange", false);
      return Action$.MODULE$.fromJson(action.toString());
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Delta's own JSON", impossible);
    }
  }

  /** What retention has left, as the table's properties say. */
  Retained retained() {
    var properties = transaction.metadata().configuration();
    return Retained.of(name -> properties.get(name).getOrElse(() -> null));
  }

  /** Notes what retention leaves; the table's other properties, and its rows, stay as they are. */
  void set(Retained left) {
    Metadata changed = TableMetadata.withProperties(transaction.metadata(), left.properties());
    transaction.updateMetadata(changed, false);
    fence.pass(
        () ->
            transaction.commit(
                new ListBuffer<Action>().toList(), DeltaOperations.ManualUpdate$.MODULE$));
  }

  private Snapshot commit(ListBuffer<Action> actions, DeltaOperations.Operation operation) {
    Metadata present = transaction.metadata();
    TableMetadata ofTable = new TableMetadata(table);
    Metadata declared = ofTable.declared(present, version() < 0);
    if (version() < 0 || !declared.equals(present)) {
      transaction.updateMetadata(declared, false);
    }
    ofTable.checkNames(transaction.metadata());
    fence.pass(() -> transaction.commit(actions.toList(), operation));
    return transaction.deltaLog().unsafeVolatileSnapshot();
  }

  /**
   * What a commit says of a file that was written.
   *
   * @param isChange whether it changes the rows of the table
   */
  static AddFile added(WrittenFile file, boolean isChange) {
    ObjectNode action = Json.MAPPER.createObjectNode();
    ObjectNode add = action.putObject("add");
    add.put("path", file.path());
    ObjectNode partition = add.putObject("partitionValues");
    if (file.day() != null) {
      partition.put(Table.DAY, file.day().toString());
    }
    add.put("size", file.bytes());
    add.put("modificationTime", file.modifiedAt());
    add.put("dataChange", isChange);
    add.put("stats", file.statistics());
    return (AddFile) Action$.MODULE$.fromJson(action.toString());
  }

  /** A write, as the table's history names it; later versions of Delta want more arguments. */
  private DeltaOperations.Operation operation(SaveMode mode, @Nullable String condition) {
    ListBuffer<String> partitioning = new ListBuffer<>();
    if (table.byDay()) {
      partitioning.$plus$eq(Table.DAY);
    }
    var constructor = DeltaOperations.Write.class.getConstructors()[0];
    Object[] arguments = new Object[constructor.getParameterCount()];
    Arrays.fill(arguments, Option.empty());
    arguments[0] = mode;
    arguments[1] = Option.apply(partitioning.toList());
    arguments[2] = Option.apply(condition);
    try {
      return (DeltaOperations.Operation) constructor.newInstance(arguments);
    } catch (ReflectiveOperationException unknown) {
      throw new IllegalStateException("neither Delta 3 nor 4", unknown);
    }
  }
}
