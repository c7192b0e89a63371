package io.fantail.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The lake of all folders of {@code src/test/resources/cases} that need no option of their own,
 * which is made once in a JVM for all tests that ask for it as a parameter. Each folder names its
 * execution {@code sm-<case>} and its function {@code fn-<case>}.
 */
final class CaseLake implements ParameterResolver {
  /** Tests of their own run these, with options or in several runs. */
  private static final Set<String> RUN_ELSEWHERE = Set.of("reliability", "redact-changes-numbers");

  private static @Nullable Path written;
  private static String screen = "";
  private static @Nullable LakeReader reader;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LakeReader.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return reader();
  }

  /** Opened again when a test in between ended Spark. */
  private static synchronized LakeReader reader() {
    Path folder = written == null ? write() : written;
    LakeReader open = reader == null || reader.isClosed() ? LakeReader.open(folder) : reader;
    written = folder;
    reader = open;
    return open;
  }

  /** Its folder. */
  static Path lake() {
    reader();
    return Objects.requireNonNull(written);
  }

  /** What the run that made it printed. */
  static String screen() {
    reader();
    return screen;
  }

  /** The folder of one case, or of one kind of them. */
  static Path folder(String name) {
    try {
      return Path.of(CaseLake.class.getResource("/cases/" + name).toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The lake, whose folder is deleted when the JVM ends. */
  private static Path write() {
    try (Stream<Path> kinds = Files.list(folder(""))) {
      List<Object> command = new ArrayList<>(List.of("run"));
      kinds
          .filter(Files::isDirectory)
          .filter(kind -> !RUN_ELSEWHERE.contains(kind.getFileName().toString()))
          .sorted()
          .forEach(kind -> command.addAll(List.of("--archive", kind)));
      Path lake = deletedAtExit("fantail-cases").resolve("lake");
      command.addAll(List.of("--lake", lake, "--function-from-key", "/(?<function>fn-[^/]+)/"));
      screen = Commands.succeed(command.toArray()).out();
      return lake;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Makes a folder that is there until the JVM ends. */
  static Path deletedAtExit(String prefix) {
    try {
      Path folder = Files.createTempDirectory(prefix);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return folder;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
