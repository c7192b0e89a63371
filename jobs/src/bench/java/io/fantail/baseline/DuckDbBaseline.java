package io.fantail.baseline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;

/**
 * Runs one of the scripts beside this class in DuckDB. Their results are the Parquet files they
 * write.
 */
public final class DuckDbBaseline {

  private DuckDbBaseline() {}

  /**
   * Reads one archive.
   *
   * @param args the script, the archive, the folder to write to, threads, memory limit as DuckDB
   *     spells it
   */
  public static void main(String[] args) throws IOException, SQLException {
    Path out = Files.createDirectories(Path.of(args[2]));
    String script =
        script(args[0]).replace("${archive}", quoted(args[1])).replace("${out}", quoted(args[2]));
    Properties settings = new Properties();
    settings.setProperty("threads", args[3]);
    settings.setProperty("memory_limit", args[4]);
    settings.setProperty("temp_directory", out.resolve("spilled").toString());
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings);
        Statement statement = connection.createStatement()) {
      statement.execute(script);
    }
  }

  private static String script(String name) throws IOException {
    try (InputStream in = DuckDbBaseline.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Within the quotes of the script. */
  private static String quoted(String path) {
    return path.replace("'", "''");
  }
}
