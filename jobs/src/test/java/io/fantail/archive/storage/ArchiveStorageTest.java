package io.fantail.archive.storage;

import static io.fantail.testing.ArchiveFiles.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fantail.archive.ArchiveReader;
import io.fantail.archive.ReadAhead;
import io.fantail.archive.SeenRecord;
import io.fantail.archive.place.NamesFromKeys;
import io.fantail.archive.record.ArchiveObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What S3A asks of an S3 that answers by the key: the requests, and what their failures mean. */
class ArchiveStorageTest {
  private static final byte[] CONTENT = utf8("2026-09-23T22:56:44.466Z one\n");

  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private final HttpServer server;
  private final Configuration hadoop = new Configuration();

  ArchiveStorageTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
  }

  @BeforeEach
  void start() {
    server.start();
    hadoop.set("fs.s3a.endpoint", "http://127.0.0.1:" + server.getAddress().getPort());
    hadoop.set("fs.s3a.endpoint.region", "us-east-1");
    hadoop.set("fs.s3a.path.style.access", "true");
    hadoop.set("fs.s3a.connection.ssl.enabled", "false");
    hadoop.set(
        "fs.s3a.aws.credentials.provider",
        "org.apache.hadoop.fs.s3a.AnonymousAWSCredentialsProvider");
    hadoop.set("fs.s3a.attempts.maximum", "0");
    hadoop.set("fs.s3a.retry.limit", "0");
    hadoop.set("fs.s3a.retry.interval", "1ms");
  }

  @AfterEach
  void stop() throws IOException {
    FileSystem.get(new Path("s3a://archive/").toUri(), hadoop).close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestURI().getPath().replaceFirst("/archive/", "");
    requests.add(exchange.getRequestMethod() + " " + key);
    int status =
        switch (key) {
          case "gone" -> 404;
          case "forbidden" -> 403;
          case "failing" -> 500;
          default -> 206;
        };
    exchange.getResponseHeaders().add("ETag", "\"1\"");
    exchange
        .getResponseHeaders()
        .add("Content-Range", "bytes 0-" + (CONTENT.length - 1) + "/" + CONTENT.length);
    boolean hasBody = status == 206 && exchange.getRequestMethod().equals("GET");
    exchange.sendResponseHeaders(status, hasBody ? CONTENT.length : -1);
    if (hasBody) {
      exchange.getResponseBody().write(CONTENT);
    }
    exchange.close();
  }

  private List<SeenRecord> read(String key) throws IOException {
    ArchiveObject object = new ArchiveObject("s3a://archive/" + key, CONTENT.length, List.of());
    try (ReadAhead readAhead =
            new ReadAhead(Stream.of(object).iterator(), hadoop, NamesFromKeys.NONE);
        ArchiveReader reader = readAhead.next()) {
      return reader == null ? List.of() : SeenRecord.in(reader);
    }
  }

  @Test
  void asksForNothingButTheBytes() throws IOException {
    assertThat(read("one")).extracting(SeenRecord::text).containsExactly("one");
    assertThat(requests).containsExactly("GET one");
  }

  @Test
  void rejectsAnObjectThatIsGoneOrForbidden() throws IOException {
    assertThat(read("gone")).extracting(SeenRecord::kind).containsExactly("UNREADABLE_OBJECT");
    assertThat(read("forbidden")).extracting(SeenRecord::kind).containsExactly("UNREADABLE_OBJECT");
  }

  @Test
  void failsWhenTheStorageDoes() {
    assertThatThrownBy(() -> read("failing")).isInstanceOf(UncheckedIOException.class);
  }
}
