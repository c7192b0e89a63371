package io.fantail.job.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {
  private static final String LAKE = "/data/lake";
  private static final String TEMPORARY = "/scratch/fantail-7.x";

  /** As Spark tells what happened to a task: as text, with no cause to ask. */
  private static Throwable failedTask(String trace) {
    return new SparkException(
        "Job aborted due to stage failure: Task 0 in stage 3.0 failed 1 times, most recent failure:"
            + " Lost task 0.0 in stage 3.0 (TID 3) (localhost executor driver): "
            + trace
            + "\n\nDriver stacktrace:");
  }

  private static String told(Throwable failure) {
    return Explanation.of(failure, LAKE, TEMPORARY);
  }

  @Test
  void saysWhichDiskIsFull() {
    String full =
        "java.io.IOException: No space left on device\n\tat java.base/sun.nio.ch.Dispatch.write(A.java:1)\n";
    String spill =
        "The disk is full where Spark keeps what does not fit in memory: "
            + TEMPORARY
            + ". Free some space there, or point TMPDIR at a larger disk, and run the command again.";
    String tables =
        "The disk of the lake is full: /data/lake. Free some space there, or choose another --lake, and run the command again.";

    assertThat(
            told(
                failedTask(
                    full
                        + "\tat org.apache.spark.storage.TimeTrackingOutputStream.write(T.java:5)\n"
                        + "\tat org.apache.parquet.hadoop.ParquetFileWriter.end(P.java:4)\n")))
        .isEqualTo(spill);
    assertThat(
            told(
                failedTask(
                    "org.apache.spark.SparkException: [TASK_WRITE_FAILED] Task failed while writing rows to file:/data/lake/spans.\n"
                        + "\tat org.apache.spark.sql.errors.QueryExecutionErrors$.x(Q.scala:1)\n"
                        + "Caused by: "
                        + full
                        + "\tat org.apache.hadoop.fs.RawLocalFileSystem$LocalFSFileOutputStream.write(R.java:2)\n"
                        + "\tat org.apache.spark.storage.TimeTrackingOutputStream.write(T.java:5)\n")))
        .isEqualTo(tables);
    assertThat(
            told(
                new FileNotFoundException(
                    TEMPORARY + "/blockmgr-1/0a/x (No space left on device)")))
        .isEqualTo(spill);
    assertThat(told(new IOException(LAKE + "/spans/part-1.parquet: No space left on device")))
        .isEqualTo(tables);
    assertThat(told(new IOException("Disk quota exceeded")))
        .isEqualTo("A disk is full. Free some space, and run the command again.");
  }

  /** With how Java, Hadoop, Spark, Delta and the AWS SDK write it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          software.amazon.awssdk.services.s3.model.S3Exception: Bad Request (Service: S3, Status Code: 400, Request ID: null) | S3 refuses a request and does not say why, as it does when AWS credentials have expired
          java.lang.OutOfMemoryError: Java heap space                                                   | The memory is too small
          org.apache.spark.memory.SparkOutOfMemoryError: Unable to acquire 65536 bytes of memory, got 0  | The memory is too small
          java.lang.RuntimeException: ExecutorLostFailure (executor 3 exited) exit code 137             | The memory is too small
          java.io.FileNotFoundException: /a/b (Too many open files)                                     | too few open files
          java.io.IOException: The security token included in the request is expired (Service: Sts)     | have expired
          java.io.IOException: The SSO session associated with this profile has expired                 | have expired
          java.io.IOException: The provided token has expired. (Service: S3, Status Code: 400)          | have expired
          java.nio.file.AccessDeniedException: s3a://b/k: open: S3Exception: Access Denied (Status Code: 403) | S3 denies access: s3://b/k
          java.nio.file.AccessDeniedException: s3://b/k: User is not authorized to perform: kms:Decrypt on KMS (Status Code: 403) | The KMS key of the object may not be used: s3://b/k
          java.nio.file.AccessDeniedException: /data/archive/x.gz                                       | There is no permission: /data/archive/x.gz
          java.io.FileNotFoundException: /data/archive/x.gz (Permission denied)                         | There is no permission: /data/archive/x.gz
          org.apache.hadoop.security.AccessControlException: Permission denied: user=me, path=/data     | There is no permission
          java.io.IOException: Mkdirs failed to create file:/data/lake/events (exists=false)            | There is no permission: /data/lake/events
          java.io.FileNotFoundException: /data/lake/x (Read-only file system)                           | The file system is read-only: /data/lake/x
          java.io.FileNotFoundException: File file:/data/archive/x.gz does not exist                    | was there when the command began is gone: /data/archive/x.gz
          java.io.FileNotFoundException: No such file or directory: s3a://b/archive/x.gz                | is gone: s3://b/archive/x.gz
          java.nio.file.NoSuchFileException: /data/archive/x.gz                                         | is gone: /data/archive/x.gz
          io.delta.exceptions.ConcurrentAppendException: Files were added to partition [day=2026-08-24] | Another job wrote to the same tables
          org.apache.spark.sql.delta.ConcurrentWriteException: A concurrent transaction has written     | Another job wrote to the same tables
          io.delta.exceptions.MetadataChangedException: [DELTA_METADATA_CHANGED] The metadata of        | Another job wrote to the same tables
          java.net.SocketTimeoutException: Read timed out                                               | The storage does not answer
          java.net.NoRouteToHostException: No route to host                                             | The storage does not answer
          javax.net.ssl.SSLHandshakeException: PKIX path building failed                                | certificate of the storage is not trusted
          java.io.IOException: Unable to load region from any of the providers in the chain             | in another region
          java.io.IOException: The operation is not valid for the object's storage class InvalidObjectState | lies in Glacier
          org.apache.hadoop.fs.s3a.RemoteFileChangedException: open s3a://b/k at 0: Change reported     | changed while it was read: s3://b/k
          org.apache.spark.SparkException: Could not parse Master URL: 'local['                         | Spark cannot be started on this master
          java.net.BindException: Cannot assign requested address: Service 'sparkDriver' failed         | no address of this machine
          java.io.IOException: Stale file handle                                                        | does not answer as it should
          java.io.IOException: Input/output error                                                       | does not answer as it should
          """)
  void tellsTheUsualCauses(String trace, String sentence) {
    String told = told(failedTask(trace + "\n\tat io.fantail.Anything.read(A.java:1)\n"));

    assertThat(told).contains(sentence).hasLineCount(1);
    assertThat(told)
        .doesNotContainPattern("[a-z]Exception|\\w+\\.\\w+\\.\\w+\\.[A-Z]|\\bat io\\.|Status Code");
  }

  @Test
  void looksThroughEveryWrapper() {
    IOException denied = new IOException("cannot be read", new AccessDeniedException("/data/x"));
    IllegalStateException outer =
        new IllegalStateException(new ExecutionException(new UncheckedIOException(denied)));
    assertThat(told(outer)).startsWith("There is no permission: /data/x.");

    RuntimeException suppressing = new RuntimeException("closing failed");
    suppressing.addSuppressed(new UnknownHostException("b.s3.eu-west-1.amazonaws.com"));
    assertThat(told(suppressing)).startsWith("There is no way to the storage");
  }

  @Test
  void endsWithARing() {
    RuntimeException one = new RuntimeException("one");
    RuntimeException two = new RuntimeException("two", one);
    one.initCause(two);

    assertThat(told(one)).isEqualTo("two. --verbose prints where that happened.");
  }

  @Test
  void saysWhatNobodyKnowsWithoutNamesOfClasses() {
    assertThat(told(new IOException("x.y.StrangeException: the magnet is off")))
        .isEqualTo("the magnet is off. --verbose prints where that happened.");
    assertThat(told(new NullPointerException("Cannot invoke \"a.b()\" because \"c\" is null")))
        .startsWith(
            "This is a fault of Fantail or of a library (NullPointerException: Cannot invoke")
        .endsWith("Run the command again with --verbose and report what it prints.");
    assertThat(told(new IllegalStateException())).startsWith("This is a fault of Fantail");
  }
}
