package io.fantail.spark.parquet;

import io.fantail.shape.Column;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.OutputFile;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being written into the folder of its day. Nobody sees it until a commit names it,
 * so that it needs no other place to be written in first.
 */
final class DayFile<T> {
  private final @Nullable LocalDate day;
  private final String path;
  private final Path file;
  private final FileSystem fileSystem;
  private final TableSupport<T> support;
  private final List<Column> columns;
  private final ParquetWriter<T> writer;
  private long rows;

  /**
   * Begins a file under a name that no other attempt at the task uses.
   *
   * @param rowGroupBytes that are kept in memory before they are written
   */
  DayFile(
      FileLayout layout,
      ColumnsWriter.Kind<T> kind,
      @Nullable LocalDate day,
      int task,
      long rowGroupBytes,
      Configuration configuration)
      throws IOException {
    CompressionCodecName codec = CompressionCodecName.fromConf(layout.codec());
    this.day = day;
    this.path =
        (day == null ? "" : "day=" + day + "/")
            + "part-%05d-%s".formatted(task, UUID.randomUUID())
            + codec.getExtension()
            + ".parquet";
    this.file = new Path(layout.folder(), path);
    this.fileSystem = file.getFileSystem(configuration);
    this.support = new TableSupport<>(layout, kind);
    this.columns = layout.columns();
    Builder<T> builder =
        new Builder<>(HadoopOutputFile.fromPath(file, configuration), support)
            .withConf(configuration)
            .withCompressionCodec(codec)
            .withRowGroupSize(rowGroupBytes)
            // A page that was damaged would be decoded to other values, in silence.
            .withPageWriteChecksumEnabled(true);
    layout.withoutDictionary().forEach(column -> builder.withDictionaryEncoding(column, false));
    this.writer = builder.build();
  }

  void write(@Nullable Integer hour, T row) throws IOException {
    support.inHour(hour);
    writer.write(row);
    rows++;
  }

  WrittenFile close() throws IOException {
    writer.close();
    FileStatus written = fileSystem.getFileStatus(file);
    String statistics = FileStatistics.of(writer.getFooter(), columns, rows);
    return new WrittenFile(
        path, day, written.getLen(), written.getModificationTime(), rows, statistics);
  }

  /** Takes away what was written; what cannot be is left for VACUUM. */
  void discard(Exception reason) {
    try (writer) {
      fileSystem.delete(file, false);
    } catch (IOException | RuntimeException failure) {
      reason.addSuppressed(failure);
    }
  }

  private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
    private final WriteSupport<T> support;

    Builder(OutputFile file, WriteSupport<T> support) {
      super(file);
      this.support = support;
    }

    @Override
    protected Builder<T> self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // Parquet 1.13, which Spark 3.5 has, knows no other
    protected WriteSupport<T> getWriteSupport(Configuration configuration) {
      return support;
    }
  }
}
