package io.fantail.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.s3a.Constants;
import org.junit.jupiter.api.Test;

/**
 * Each setting of S3A that a file or a page names is one that S3A knows, and each class is there.
 */
class S3SettingsTest {
  private static final Pattern SETTING =
      Pattern.compile(
          "(?:(?<=spark\\.hadoop\\.)|(?<=`))fs\\.s3a\\.(?:bucket\\.[A-Z_]+\\.)?([a-z0-9]++(?:\\.[a-z0-9]++)*+)(?!\\.)");

  private static final Pattern CLASS =
      Pattern.compile(
          "(?:org\\.apache\\.hadoop\\.fs|software\\.amazon\\.awssdk)\\.[a-z0-9.]+\\.[A-Z][A-Za-z0-9]+");

  private static Set<String> known() throws IllegalAccessException {
    Set<String> known = new TreeSet<>();
    for (Field field : Constants.class.getFields()) {
      if (field.getType() == String.class) {
        known.add((String) field.get(null));
      }
    }
    return known;
  }

  private static List<String> found(Pattern pattern, int group) throws IOException {
    List<String> found = new ArrayList<>();
    for (String file : List.of("../conf/spark-defaults.conf", "DEPLOY.md")) {
      List<String> here =
          pattern
              .matcher(Files.readString(Path.of(file)))
              .results()
              .map((MatchResult each) -> each.group(group))
              .toList();
      assertThat(here).as(file).isNotEmpty();
      found.addAll(here);
    }
    return found;
  }

  @Test
  void areSettingsOfS3a() throws IOException, IllegalAccessException {
    Set<String> known = known();

    assertThat(found(SETTING, 1))
        .contains("encryption.key", "requester.pays.enabled", "assumed.role.arn", "endpoint")
        .allSatisfy(setting -> assertThat(known).contains("fs.s3a." + setting));
  }

  @Test
  void nameClassesThatAreThere() throws IOException {
    assertThat(found(CLASS, 0)).allSatisfy(name -> assertThat(Class.forName(name)).isNotNull());
  }
}
