package io.fantail.job.option;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Reads a file of options wherever Hadoop finds it. It is apart from {@link ConfFile} so that
 * Hadoop's classes are loaded only where there is such a file.
 */
final class ConfProperties {
  private ConfProperties() {}

  static Properties read(String file) {
    Path path = new Path(file);
    Properties properties = new Properties();
    try (InputStream in = path.getFileSystem(new Configuration()).open(path);
        InputStreamReader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      properties.load(text);
    } catch (IOException | IllegalArgumentException failure) {
      throw new JobException(
          ExitCode.USAGE, "--conf " + file + " cannot be read: " + failure.getMessage(), failure);
    }
    return properties;
  }
}
