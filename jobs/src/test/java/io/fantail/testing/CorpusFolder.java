package io.fantail.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Records of AWS kept in {@code ../shared/corpus} beside the repository. A test that asks for them
 * where they are not is skipped and says so.
 */
public final class CorpusFolder {
  private static final Path FOLDER =
      Path.of("").toAbsolutePath().resolve("../../shared/corpus").normalize();

  private CorpusFolder() {}

  public static Path path(String relative) {
    assumeTrue(Files.isDirectory(FOLDER), () -> "no corpus of recordings in " + FOLDER);
    return FOLDER.resolve(relative);
  }

  public static JsonNode json(String relative) throws IOException {
    return Json.MAPPER.readTree(path(relative).toFile());
  }

  /** One document per line. */
  public static List<JsonNode> jsonLines(String relative) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(path(relative))) {
      lines.add(Json.MAPPER.readTree(line));
    }
    return lines;
  }
}
