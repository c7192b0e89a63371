package io.fantail.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A notebook of the repository, as it is stored. */
record NotebookFile(Path path, JsonNode json) {
  /** Tests run in the folder of their module. */
  private static final Path FOLDER = Path.of("..").toAbsolutePath().normalize();

  static List<NotebookFile> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".ipynb"))
          .sorted()
          .map(NotebookFile::read)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static NotebookFile read(Path path) {
    try {
      return new NotebookFile(path, new ObjectMapper().readTree(path.toFile()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The sources of all cells of a type, in order. */
  List<String> cells(String type) {
    List<String> sources = new ArrayList<>();
    for (JsonNode cell : json.path("cells")) {
      if (cell.path("cell_type").asText().equals(type)) {
        sources.add(source(cell));
      }
    }
    return sources;
  }

  /** The statements of its SQL cells. */
  List<String> statements() {
    return cells("code").stream()
        .map(Cell::of)
        .filter(Cell.Sql.class::isInstance)
        .map(cell -> ((Cell.Sql) cell).statement())
        .toList();
  }

  static String source(JsonNode cell) {
    StringBuilder text = new StringBuilder();
    cell.path("source").forEach(line -> text.append(line.asText()));
    return text.toString();
  }

  @Override
  public String toString() {
    return String.valueOf(path.getFileName());
  }
}
