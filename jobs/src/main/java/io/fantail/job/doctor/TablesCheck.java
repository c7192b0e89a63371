package io.fantail.job.doctor;

import io.fantail.shape.Table;
import io.fantail.table.LakeException;
import io.fantail.table.LakeFolder;
import io.fantail.table.Tables;
import io.fantail.table.kernel.KernelTable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Looks whether the tables of a lake can be opened, and no newer version has written them. */
final class TablesCheck {
  private static final String CHECK = "tables";

  private TablesCheck() {}

  static Finding of(String lake, Configuration hadoop) {
    LakeFolder folder = new LakeFolder(hadoop, lake);
    try {
      List<Table> present =
          Tables.ALL.stream().filter(table -> folder.has(table, any -> false)).toList();
      present.forEach(table -> new KernelTable(hadoop, folder.path(table), table).check());
      return Finding.ok(
          CHECK,
          present.isEmpty()
              ? "The lake has no tables yet."
              : "The tables of the lake can be opened: %d.".formatted(present.size()));
    } catch (LakeException refused) {
      String[] reasonAndAdvice = String.valueOf(refused.getMessage()).split("\n", 2);
      return Finding.problem(
          CHECK, reasonAndAdvice[0], reasonAndAdvice.length > 1 ? reasonAndAdvice[1] : "");
    }
  }
}
