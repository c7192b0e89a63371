package io.fantail.job.option;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;

/**
 * Reads a file of options wherever Hadoop finds it. It is apart from {@link ConfFile} so that
 * Hadoop's classes are loaded only where there is such a file.
 */
final class ConfProperties {
  private ConfProperties() {}

  static Properties read(String file) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(TextFile.read("--conf", file)));
    } catch (IOException | IllegalArgumentException failure) {
      throw new JobException(
          ExitCode.USAGE, "--conf " + file + " cannot be read: " + failure.getMessage(), failure);
    }
    return properties;
  }
}
