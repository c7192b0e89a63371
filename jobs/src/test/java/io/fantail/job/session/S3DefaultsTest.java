package io.fantail.job.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.AbstractFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.s3a.S3A;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.junit.jupiter.api.Test;

class S3DefaultsTest {
  private static final String EMRFS = "com.amazon.ws.emr.hadoop.fs.EmrFileSystem";

  private final Configuration hadoop = new Configuration();

  @Test
  void readsBothKindsOfAddressesAlike() throws IOException, ClassNotFoundException {
    S3Defaults.addTo(hadoop);

    assertThat(FileSystem.getFileSystemClass("s3", hadoop)).isEqualTo(S3AFileSystem.class);
    assertThat(FileSystem.getFileSystemClass("s3a", hadoop)).isEqualTo(S3AFileSystem.class);
    assertThat(hadoop.getClassByName(hadoop.get("fs.AbstractFileSystem.s3.impl")))
        .isEqualTo(S3A.class)
        .isAssignableTo(AbstractFileSystem.class);
    assertThat(hadoop.get("fs.s3a.input.stream.type")).isEqualTo("classic");
  }

  @Test
  void leavesWhatIsConfigured() {
    hadoop.set("fs.s3.impl", EMRFS);
    hadoop.set("fs.s3a.input.stream.type", "analytics");

    S3Defaults.addTo(hadoop);

    assertThat(hadoop.get("fs.s3.impl")).isEqualTo(EMRFS);
    assertThat(hadoop.get("fs.AbstractFileSystem.s3.impl")).isNull();
    assertThat(hadoop.get("fs.s3a.input.stream.type")).isEqualTo("analytics");
  }

  /** A class of that name is all that tells a cluster of EMR. */
  @Test
  void leavesEmrItsOwn() {
    S3Defaults.addTo(hadoop, name -> true);

    assertThat(hadoop.get("fs.s3.impl")).isNull();
  }

  @Test
  void promisesNothingWhereThereIsNoS3() {
    S3Defaults.addTo(hadoop, name -> false);

    assertThat(hadoop.get("fs.s3.impl")).isNull();
  }
}
