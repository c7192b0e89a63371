package io.fantail.look.export;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Takes spans and writes them in a format, or sends them; what is given is not held for long. */
public interface SpanSink extends Closeable {
  /**
   * Takes what is exported of one execution, which may be the part of it that leads to another.
   *
   * @param spans parents before their children
   */
  void addExecution(List<ExportedSpan> spans) throws IOException;

  /** Takes the summary of what is not exported of a Map Run. */
  void addSimilar(SimilarChildren children) throws IOException;

  /** Ends what was written; nothing may be added behind that. */
  @Override
  void close() throws IOException;
}
