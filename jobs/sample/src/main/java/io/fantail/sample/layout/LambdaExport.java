package io.fantail.sample.layout;

import io.fantail.sample.logs.LogEvent;
import io.fantail.sample.model.Sandbox;
import io.fantail.sample.world.Randomness;
import java.nio.file.Path;
import java.util.List;

/** The Lambda logs as an export task; nothing here names a function in the text format. */
final class LambdaExport {
  private static final int CHUNK_BYTES = 1 << 13;

  private final ExportTree tree;

  LambdaExport(BackgroundWriter writer, Path archive, Randomness random) {
    Path prefix = archive.resolve("export").resolve("lambda");
    this.tree = new ExportTree(writer, prefix, random.uuid(4), CHUNK_BYTES);
  }

  void logs(Sandbox sandbox, List<LogEvent> events) {
    for (LogEvent event : events) {
      LineBuffer line = tree.beginLine(event.at());
      line.text(event.message());
      if (event.blankAfter()) {
        line.write('\n');
      }
      tree.endLine(sandbox.logStream());
    }
  }

  void retired(Sandbox sandbox) {
    tree.close(sandbox.logStream());
  }

  void close() {
    tree.close();
  }
}
