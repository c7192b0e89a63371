package io.fantail.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.sample.options.ChildType;
import io.fantail.sample.options.LambdaLogFormat;
import io.fantail.sample.options.Layout;
import io.fantail.sample.options.SampleOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A sample without plants stays as it was before there were any: figures of documentation and of
 * other tests are taken from it. The digests are of names and inflated contents, so that another
 * zlib does not matter.
 */
class UnplantedBytesTest {
  static Stream<Arguments> samples() {
    SampleOptions plain = SampleOptions.of(300, 11);
    return Stream.of(
        Arguments.of(plain, "d32050696e565282b01c97f5"),
        Arguments.of(
            plain.withLambdaLogFormat(LambdaLogFormat.JSON).withChildType(ChildType.EXPRESS),
            "1dcade534092d5a7d6ebd23f"),
        Arguments.of(plain.withLayout(Layout.FIREHOSE), "755e96643e2b871c39c498a0"),
        Arguments.of(
            plain.withLayout(Layout.HISTORY).withLambdaLogFormat(LambdaLogFormat.JSON),
            "75c70e4a49f94b5d41deeebf"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void staysAsItWasBeforeThereWerePlants(SampleOptions options, String digest, @TempDir Path folder)
      throws IOException, NoSuchAlgorithmException {
    SampleArchive.write(options, folder);

    assertThat(digestOf(folder)).isEqualTo(digest);
  }

  static String digestOf(Path folder) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update(WrittenArchive.inflated(file));
      }
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 12);
  }
}
