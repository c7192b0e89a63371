package io.fantail.look.export;

import java.io.IOException;
import java.io.OutputStream;

/** Where writers put their files, each by its name. */
@FunctionalInterface
public interface ExportFiles {
  /** Begins a file, whose writer closes it. */
  OutputStream create(String name) throws IOException;
}
