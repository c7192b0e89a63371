package io.fantail.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.table.Tables;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is for Trino and Athena, which no test can start, is at least SQL to Trino's parser. That
 * lies in {@code target/trino-parser}, with libraries that are not those of Spark, and is loaded
 * apart from all else.
 */
class TrinoFilesTest {
  private static final String PACKAGE = "io.trino.sql.parser.";

  private static URLClassLoader trino;

  @BeforeAll
  static void loadTheParser() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("target", "trino-parser"))) {
      List<URL> urls = new ArrayList<>();
      for (Path jar : jars.sorted().toList()) {
        urls.add(urlOf(jar));
      }
      trino = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
  }

  private static URL urlOf(Path jar) throws MalformedURLException {
    return jar.toUri().toURL();
  }

  @AfterAll
  static void close() throws IOException {
    trino.close();
  }

  /** The statements of a file, as Trino's parser reads them. */
  private static List<Object> parsed(String file, String with)
      throws IOException, ReflectiveOperationException {
    Class<?> splitter = trino.loadClass(PACKAGE + "StatementSplitter");
    Class<?> options = trino.loadClass(PACKAGE + "ParsingOptions");
    Object parser = trino.loadClass(PACKAGE + "SqlParser").getConstructor().newInstance();
    String text = Files.readString(Path.of("../conf/sql").resolve(file));
    List<?> complete =
        (List<?>)
            called(
                splitter.getConstructor(String.class).newInstance(text), "getCompleteStatements");
    List<Object> parsed = new ArrayList<>();
    for (Object statement : complete) {
      String sql = ((String) called(statement, "statement")).replaceAll("(?m)^--.*\n?", "").strip();
      if (sql.contains(with)) {
        parsed.add(
            parser
                .getClass()
                .getMethod("createStatement", String.class, options)
                .invoke(parser, sql, options.getConstructor().newInstance()));
      }
    }
    return parsed;
  }

  private static Object called(Object object, String method) throws ReflectiveOperationException {
    return object.getClass().getMethod(method).invoke(object);
  }

  private static List<Object> of(List<Object> statements, String kind) {
    return statements.stream()
        .filter(statement -> statement.getClass().getSimpleName().equals(kind))
        .toList();
  }

  @Test
  void trinoRegistersEachTableThatIsAlwaysThereAndMakesEachView()
      throws IOException, ReflectiveOperationException {
    List<Object> statements = parsed("trino.sql", "");
    List<String> views = new ArrayList<>();
    for (Object view : of(statements, "CreateView")) {
      views.add(called(view, "getName").toString());
    }

    assertThat(of(statements, "Call")).hasSize(Tables.ALL.size() - Engine.NOT_ALWAYS_THERE.size());
    assertThat(views).containsExactlyElementsOf(Views.ALL.stream().map(View::name).toList());
  }

  @Test
  void athenaMakesTheViewsOfTrino() throws IOException, ReflectiveOperationException {
    assertThat(parsed("athena.sql", " VIEW "))
        .hasSameSizeAs(Views.ALL)
        .isEqualTo(parsed("trino.sql", " VIEW "));
  }
}
