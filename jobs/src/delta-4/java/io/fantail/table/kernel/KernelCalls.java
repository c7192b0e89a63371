package io.fantail.table.kernel;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.types.StructType;
import java.util.List;

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

  /** What has to be read of each file for it. */
  static StructType readSchema(Engine engine, Row scanState) {
    return ScanStateRow.getPhysicalDataReadSchema(scanState);
  }
}
