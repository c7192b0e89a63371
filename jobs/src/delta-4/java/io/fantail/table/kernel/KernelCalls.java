package io.fantail.table.kernel;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What Delta Kernel 4 calls otherwise than the other version that Fantail is built for. */
final class KernelCalls {
  private KernelCalls() {}

  /** A look at some columns, in this order. */
  static Scan scan(Snapshot snapshot, Engine engine, List<String> columns) {
    StructType all = snapshot.getSchema();
    StructType wanted = new StructType();
    for (String column : columns) {
      wanted = wanted.add(all.get(column));
    }
    return snapshot.getScanBuilder().withReadSchema(wanted).build();
  }

  /** Reads a file of the scan as it is stored. */
  static CloseableIterator<ColumnarBatch> stored(Engine engine, Row scanState, Row file)
      throws IOException {
    return engine
        .getParquetHandler()
        .readParquetFiles(
            Utils.singletonCloseableIterator(InternalScanFileUtils.getAddFileStatus(file)),
            ScanStateRow.getPhysicalDataReadSchema(scanState),
            Optional.empty())
        .map(FileReadResult::getData);
  }
}
