package io.fantail.sample;

import io.fantail.sample.layout.ArchiveSink;
import io.fantail.sample.layout.ExportArchive;
import io.fantail.sample.layout.FirehoseArchive;
import io.fantail.sample.layout.HistoryArchive;
import io.fantail.sample.options.SampleOptions;
import io.fantail.sample.simulation.FanOutSimulation;
import io.fantail.sample.simulation.Simulation;
import io.fantail.sample.truth.SampleTruth;
import io.fantail.sample.truth.TruthCollector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Writes a sample: an archive as AWS and its users leave it behind, and beside it what a correct
 * reading must find.
 */
public final class SampleArchive {

  private SampleArchive() {}

  /**
   * Writes {@code archive/} and {@code truth.json} into the folder. Neither the archive nor its
   * events are ever held in memory as a whole.
   *
   * @return the truth that was written
   * @throws IOException when the folder cannot be written, or already holds an archive, whose files
   *     would mix with the new ones
   */
  public static SampleTruth write(SampleOptions options, Path folder) throws IOException {
    Path archive = folder.resolve("archive");
    Files.createDirectories(archive);
    try (Stream<Path> existing = Files.list(archive)) {
      if (existing.findAny().isPresent()) {
        throw new IOException(
            archive
                + " is not empty, and old files would mix with new ones: choose another folder");
      }
    }
    try {
      ArchiveSink sink = sinkOf(options, archive);
      TruthCollector collected;
      try (sink) {
        collected =
            options.fanOut().isAsked()
                ? new FanOutSimulation(options, sink).run()
                : new Simulation(options, sink).run();
      }
      SampleTruth truth = collected.finish(sink.noise(), sink.duplicates());
      truth.write(folder);
      return truth;
    } catch (UncheckedIOException e) {
      throw new IOException(
          "The sample could not be written to "
              + folder
              + ": free some space or choose another"
              + " folder",
          e.getCause());
    }
  }

  private static ArchiveSink sinkOf(SampleOptions options, Path archive) {
    return switch (options.layout()) {
      case EXPORT -> new ExportArchive(options, archive);
      case FIREHOSE -> new FirehoseArchive(options, archive);
      case HISTORY -> new HistoryArchive(options, archive);
    };
  }
}
