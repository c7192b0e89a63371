package io.fantail.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The lake of all folders of {@code src/test/resources/cases} that need no option of their own,
 * which is made once for all tests that ask for it as a parameter. Each folder names its execution
 * {@code sm-<case>} and its function {@code fn-<case>}.
 */
final class CaseLake implements ParameterResolver {
  private static final Namespace FANTAIL = Namespace.create(CaseLake.class);

  /** Tests of their own run these, with options or in several runs. */
  private static final Set<String> RUN_ELSEWHERE = Set.of("reliability", "redact-changes-numbers");

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LakeReader.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    WrittenLake lake =
        context
            .getRoot()
            .getStore(FANTAIL)
            .getOrComputeIfAbsent(WrittenLake.class, key -> write(), WrittenLake.class);
    return context
        .getStore(FANTAIL)
        .getOrComputeIfAbsent(
            OpenLake.class,
            key -> new OpenLake(LakeReader.open(lake.folder.resolve("lake"))),
            OpenLake.class)
        .reader;
  }

  /** Is deleted when all tests have ended. */
  private record WrittenLake(Path folder) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /** Its session ends with the class or the test that asked for it. */
  private record OpenLake(LakeReader reader) implements AutoCloseable {
    @Override
    public void close() {
      reader.close();
    }
  }

  /** The folder of one case, or of one kind of them. */
  static Path folder(String name) {
    try {
      return Path.of(CaseLake.class.getResource("/cases/" + name).toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static WrittenLake write() {
    try (Stream<Path> kinds = Files.list(folder(""))) {
      List<Object> command = new ArrayList<>(List.of("run"));
      kinds
          .filter(Files::isDirectory)
          .filter(kind -> !RUN_ELSEWHERE.contains(kind.getFileName().toString()))
          .sorted()
          .forEach(kind -> command.addAll(List.of("--archive", kind)));
      WrittenLake written = new WrittenLake(Files.createTempDirectory("fantail-cases"));
      Path lake = written.folder.resolve("lake");
      command.addAll(List.of("--lake", lake, "--function-from-key", "/(?<function>fn-[^/]+)/"));
      Commands.succeed(command.toArray());
      return written;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
