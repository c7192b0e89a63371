package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fantail.testing.ArchiveFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an archive says is text. Paths and addresses in it, names of entries of ZIP and tar, links
 * and lookups are neither opened nor written to.
 */
class ForeignPathsIT {
  /** It is in the file that nobody named on the command line. */
  private static final String MARKER = "outside-0f5e1c";

  private static final String MAP_RUN =
      "arn:aws:states:eu-west-1:111122223333:mapRun:billing/Fan:0a1b2c3d-0000-4000-8000-000000000001";

  @TempDir Path folder = Path.of("");

  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;
  private Path archive = Path.of("");
  private Path outside = Path.of("");

  @BeforeEach
  void prepare() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    archive = Files.createDirectory(folder.resolve("archive"));
    outside = folder.resolve("outside/FAILED_0.json");
    ArchiveFiles.write(
        outside,
        "[{\"ExecutionArn\":\"arn:aws:states:eu-west-1:111122223333:execution:billing/Fan:%s\",\"Status\":\"FAILED\"}]"
            .formatted(MARKER));
    writeContent();
    writeManifest();
    writeZip();
    writeTar();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** In each of the ways in which a program might take a text for more. */
  private List<String> names() {
    return List.of(
        "../outside/FAILED_0.json",
        outside.toString(),
        outside.toUri().toString(),
        address() + "/FAILED_0.json",
        "${jndi:ldap://127.0.0.1:" + server.getAddress().getPort() + "/a}",
        "${file:UTF-8:" + outside + "}",
        "jar:" + outside.toUri() + "!/a");
  }

  private void writeContent() throws IOException {
    VendedLog log = new VendedLog("billing:one").add("ExecutionStarted", Map.of("input", "{}"));
    for (String name : names()) {
      log.add(
          "PassStateEntered",
          Map.of("name", name, "input", "{\"Bucket\":\"b\",\"Key\":\"" + name + "\"}"));
    }
    log.add("ExecutionFailed", Map.of("error", names().get(4), "cause", names().get(3)));
    ArchiveFiles.write(archive.resolve("one.jsonl"), log.text());
  }

  /** A ResultWriter's list of files, which lie elsewhere. */
  private void writeManifest() throws IOException {
    String files =
        String.join(
            ",", names().stream().map(name -> "{\"Key\":\"" + name + "\",\"Size\":7}").toList());
    ArchiveFiles.write(
        archive.resolve("results/manifest.json"),
        "{\"DestinationBucket\":\"%s\",\"MapRunArn\":\"%s\",\"ResultFiles\":{\"FAILED\":[%s],\"PENDING\":[],\"SUCCEEDED\":[%s]}}"
            .formatted(address(), MAP_RUN, files, files));
  }

  private void writeZip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      for (String name :
          List.of("../../escaped.jsonl", "/escaped.jsonl", folder + "/escaped.jsonl")) {
        zip.putArchiveEntry(new ZipArchiveEntry(name));
        zip.write(
            ArchiveFiles.utf8(
                new VendedLog("billing:zipped")
                    .add("ExecutionStarted", Map.of("input", "{}"))
                    .text()));
        zip.closeArchiveEntry();
      }
    }
    ArchiveFiles.write(archive.resolve("many.zip"), bytes.toByteArray());
  }

  private void writeTar() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (byte type : new byte[] {TarConstants.LF_SYMLINK, TarConstants.LF_LINK}) {
        TarArchiveEntry link = new TarArchiveEntry("../escaped-" + type + ".json", type);
        link.setLinkName("../outside/FAILED_0.json");
        tar.putArchiveEntry(link);
        tar.closeArchiveEntry();
      }
    }
    ArchiveFiles.write(archive.resolve("links.tar"), bytes.toByteArray());
  }

  @Test
  void areText() throws IOException {
    Path lake = folder.resolve("lake");
    List<Path> before = filesBeside(lake);

    Commands.Outcome outcome =
        Commands.succeed("run", "--verbose", "--archive", archive, "--lake", lake);

    Map<String, List<String>> tables = LakeReader.contents(lake);
    assertThat(tables.toString())
        .contains(names().get(0), names().get(4), "billing:zipped")
        .doesNotContain(MARKER);
    assertThat(outcome.both()).doesNotContain(MARKER);
    assertThat(requests).hasValue(0);
    assertThat(filesBeside(lake)).isEqualTo(before);
  }

  /** All that is in the folder of this test, but not of the lake. */
  private List<Path> filesBeside(Path lake) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> !file.startsWith(lake)).sorted().toList();
    }
  }
}
