package io.fantail.archive.storage;

import static io.fantail.testing.ArchiveFiles.gzip;
import static io.fantail.testing.ArchiveFiles.utf8;
import static io.fantail.testing.ArchiveFiles.write;

import io.fantail.archive.ArchiveReader;
import io.fantail.archive.SeenRecord;
import io.fantail.archive.place.NamesFromKeys;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.RawRecord;
import io.fantail.testing.ArchiveFiles;
import io.fantail.testing.StoredForms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Packs files into archives and reads what is in them, as tests of archives of files do. */
abstract class PackedArchives {
  static final String HISTORY =
      "{\"events\":[{\"id\":1,\"previousEventId\":0,\"timestamp\":1790000000.123,"
          + "\"type\":\"ExecutionStarted\"}]}";

  final Path folder;

  PackedArchives(Path folder) {
    this.folder = folder;
  }

  /** A record, with the name of the entry that it stands in. */
  record Placed(String place, SeenRecord record) {}

  List<Placed> placed(byte[] content) throws IOException {
    return placed(write(folder.resolve("archive.bin"), content), NamesFromKeys.NONE);
  }

  List<Placed> placed(ArchiveObject object, NamesFromKeys names) throws IOException {
    List<Placed> placed = new ArrayList<>();
    try (ArchiveReader reader = new ArchiveReader(object, ArchiveFiles.HADOOP, names)) {
      for (RawRecord record = reader.next(); record != null; record = reader.next()) {
        String place = reader.place().uri().substring(object.uri().length());
        placed.add(new Placed(place, SeenRecord.of(record)));
      }
    }
    return placed;
  }

  static List<String> places(List<Placed> placed) {
    return placed.stream().map(seen -> seen.place() + " " + seen.record().kind()).toList();
  }

  static String line(String text) {
    return "2026-09-23T22:56:44.466Z " + text + "\n";
  }

  static Map<String, byte[]> files(String... namesAndTexts) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      files.put(namesAndTexts[i], utf8(namesAndTexts[i + 1]));
    }
    return files;
  }

  static Stream<byte[]> bothArchives() {
    Map<String, byte[]> files =
        files("logs/a/1", line("one") + line("two"), "logs/empty", "", "h/x.json", HISTORY);
    return Stream.of(
        StoredForms.streamedZip(files),
        StoredForms.zipWithoutCompression(files),
        StoredForms.tar(files),
        gzip(StoredForms.tar(files)));
  }
}
