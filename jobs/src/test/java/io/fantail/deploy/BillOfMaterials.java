package io.fantail.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import scala.util.Properties;

/** What the build wrote down of what the jar contains and runs with. */
final class BillOfMaterials {
  /** Where this line of the engine builds. */
  static final Path FOLDER =
      Path.of(Properties.versionNumberString().startsWith("2.12") ? "target" : "target/spark-4.0");

  private BillOfMaterials() {}

  /**
   * A library.
   *
   * @param artifact {@code group:artifact}
   */
  record Library(String artifact, String version) {
    String name() {
      return artifact.substring(artifact.indexOf(':') + 1);
    }
  }

  /** Those that a file of the build names. */
  static Set<Library> of(String file) {
    try {
      JsonNode bill = DeployFiles.parse(Files.readString(FOLDER.resolve(file)));
      Set<Library> libraries = new LinkedHashSet<>();
      for (JsonNode each : bill.get("components")) {
        libraries.add(
            new Library(
                each.get("group").textValue() + ":" + each.get("name").textValue(),
                each.get("version").textValue()));
      }
      return libraries;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The names of the jars that the launcher has Spark run with. */
  static List<String> jars() {
    try (Stream<Path> jars = Files.list(FOLDER.resolve("spark/jars"))) {
      return jars.map(jar -> jar.getFileName().toString()).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
