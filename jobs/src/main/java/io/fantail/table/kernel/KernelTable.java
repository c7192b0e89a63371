package io.fantail.table.kernel;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.fantail.shape.Table;
import io.fantail.table.LakeException;
import io.fantail.table.LakeFaults;
import io.fantail.table.TableLayout;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;

/**
 * A table as Delta Kernel reads it, row by row in this process: what has to be known before Spark
 * is worth starting.
 *
 * @param path of the table, which is there
 */
public record KernelTable(Configuration hadoop, String path, Table table) {

  /**
   * Reads all rows.
   *
   * @param columns which are wanted, in the order in which a row has them
   * @throws LakeException when the table or a file of it cannot be read, or a newer version has
   *     written it
   */
  public void read(List<String> columns, Consumer<Row> row) {
    Engine engine = DefaultEngine.create(hadoop);
    try {
      Snapshot snapshot = snapshot(engine);
      StructType all = snapshot.getSchema(engine);
      StructType wanted = new StructType();
      for (String column : columns) {
        wanted = wanted.add(all.get(column));
      }
      Scan scan = snapshot.getScanBuilder(engine).withReadSchema(engine, wanted).build();
      Row state = scan.getScanState(engine);
      try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine)) {
        while (batches.hasNext()) {
          try (CloseableIterator<Row> files = batches.next().getRows()) {
            while (files.hasNext()) {
              read(engine, state, files.next(), row);
            }
          }
        }
      }
    } catch (LakeException known) {
      throw known;
    } catch (IOException | RuntimeException failure) {
      throw unreadable(failure);
    }
  }

  /**
   * Reads the table's log, and no rows.
   *
   * @throws LakeException when it cannot be read, or a newer version has written the table
   */
  public void check() {
    try {
      snapshot(DefaultEngine.create(hadoop));
    } catch (LakeException known) {
      throw known;
    } catch (RuntimeException failure) {
      throw unreadable(failure);
    }
  }

  private Snapshot snapshot(Engine engine) {
    Snapshot snapshot = io.delta.kernel.Table.forPath(engine, path).getLatestSnapshot(engine);
    TableLayout.check(table, ((SnapshotImpl) snapshot).getMetadata().getConfiguration()::get);
    return snapshot;
  }

  private static void read(Engine engine, Row state, Row file, Consumer<Row> row)
      throws IOException {
    CloseableIterator<ColumnarBatch> stored =
        engine
            .getParquetHandler()
            .readParquetFiles(
                Utils.singletonCloseableIterator(InternalScanFileUtils.getAddFileStatus(file)),
                ScanStateRow.getPhysicalDataReadSchema(engine, state),
                Optional.empty());
    try (CloseableIterator<FilteredColumnarBatch> batches =
        Scan.transformPhysicalData(engine, state, file, stored)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          rows.forEachRemaining(row);
        }
      }
    }
  }

  private LakeException unreadable(Exception failure) {
    String known = LakeFaults.explain(failure);
    return new LakeException(
        known != null
            ? known
            : "The table "
                + table.name()
                + " cannot be read: "
                + LakeFaults.reasonOf(failure)
                + ".\n"
                + LakeFaults.makeAgain(table.name(), null),
        failure);
  }
}
