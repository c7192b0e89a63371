package io.fantail.job.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.job.S3Server;
import io.fantail.testing.HandClock;
import io.fantail.testing.WithLocalSpark;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

@WithLocalSpark
class ProgressTest {
  private final HandClock clock = new HandClock(Instant.parse("2026-08-24T09:00:00Z"));
  private final StringWriter text = new StringWriter();

  @Test
  void saysThatNothingIsFinished(SparkSession spark) {
    Progress progress = new Progress(new PrintWriter(text, true), clock);
    progress.follow(spark.sparkContext());
    progress.begin("Listing the archive");
    clock.advance(Duration.ofSeconds(29));
    progress.breakSilence();
    assertThat(text.toString().lines()).containsExactly("Listing the archive");

    clock.advance(Duration.ofSeconds(2));
    progress.breakSilence();
    progress.breakSilence();
    clock.advance(Duration.ofSeconds(30));
    progress.breakSilence();
    assertThat(text.toString().lines())
        .containsExactly(
            "Listing the archive",
            "Listing the archive: at work, nothing finished for 31 s",
            "Listing the archive: at work, nothing finished for 61 s");
  }

  /** S3 throttles three requests, which Hadoop repeats without a word. */
  @Test
  void saysThatS3Throttles(SparkSession spark) throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.s3a.endpoint.region", "eu-west-1");
    hadoop.set("fs.s3a.path.style.access", "true");
    hadoop.set("fs.s3a.access.key", "key");
    hadoop.set("fs.s3a.secret.key", "secret");
    hadoop.set("fs.s3a.attempts.maximum", "1");
    hadoop.set("fs.s3a.retry.throttle.interval", "1ms");
    try (S3Server s3 = S3Server.start()) {
      hadoop.set("fs.s3a.endpoint", s3.address());
      try (FileSystem storage = FileSystem.newInstance(URI.create("s3a://bucket/"), hadoop)) {
        StorageWaits waits = new StorageWaits(List.of(storage));
        Progress progress = new Progress(new PrintWriter(text, true), clock);
        progress.follow(spark.sparkContext());
        progress.begin("Listing the archive");
        progress.watch(waits);
        s3.answer(503, "SlowDown", 3);
        assertThat(storage.listFiles(new Path("s3a://bucket/archive/"), true).hasNext()).isTrue();

        clock.advance(Duration.ofSeconds(40));
        progress.breakSilence();
        assertThat(text.toString())
            .contains("nothing finished for 40 s; S3 throttled ")
            .contains(" requests meanwhile, which are repeated more slowly");
        assertThat(waits.takeNewWaits()).isEmpty();
      }
    }
  }
}
