package io.fantail.job;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.s3a.S3AFileStatus;

/**
 * An S3 on this machine: S3Proxy as a process of its own, which keeps each object as a file and
 * asks everybody for the right keys.
 */
final class LocalS3 implements AutoCloseable {
  static final String BUCKET = "fantail";
  static final String ACCESS_KEY = "AKIDOFATEST";
  static final String SECRET_KEY = "secret-of-a-test";

  private static final Path JAR = Commands.REPOSITORY.resolve("jobs/target/s3proxy/s3proxy.jar");
  private static final Pattern LISTENING = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

  private final Path files;
  private final Program program;
  private final InetSocketAddress address;

  /** A client that no trouble reaches. */
  private final FileSystem client;

  private LocalS3(Path files, Program program, InetSocketAddress address) throws IOException {
    this.files = files;
    this.program = program;
    this.address = address;
    this.client = client(endpoint());
  }

  /** Starts it with an empty bucket, and all its files in {@code folder}. */
  static LocalS3 start(Path folder) {
    try {
      Path files = Files.createDirectories(folder.resolve("s3"));
      Files.createDirectory(files.resolve(BUCKET));
      Path settings =
          Files.writeString(
              folder.resolve("s3proxy.conf"),
              String.join(
                  "\n",
                  "s3proxy.endpoint=http://127.0.0.1:0",
                  "s3proxy.authorization=aws-v2-or-v4",
                  "s3proxy.identity=" + ACCESS_KEY,
                  "s3proxy.credential=" + SECRET_KEY,
                  "jclouds.provider=filesystem-nio2",
                  "jclouds.filesystem.basedir=" + files));
      Program program = Program.start("s3proxy", folder, Map.of(), command(settings));
      return new LocalS3(files, program, address(program));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What it says on stdout goes where it is heard. */
  private static List<String> command(Path settings) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" >&2", "s3proxy"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-jar", JAR.toString()));
    command.addAll(List.of("--properties", settings.toString()));
    return command;
  }

  private static InetSocketAddress address(Program program) {
    Matcher port = LISTENING.matcher(program.awaitLine("Started ogsoejs.ServerConnector"));
    if (!port.find()) {
      throw new AssertionError(program.err());
    }
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port.group(1)));
  }

  InetSocketAddress address() {
    return address;
  }

  String endpoint() {
    return "http://127.0.0.1:" + address.getPort();
  }

  /** The settings of S3A with which a client finds a store, without keys. */
  static Map<String, String> settings(String endpoint) {
    return Map.of(
        "fs.s3a.endpoint", endpoint,
        "fs.s3a.endpoint.region", "eu-west-1",
        "fs.s3a.path.style.access", "true");
  }

  /** Where the objects under a prefix are as files. */
  Path folder(String prefix) {
    return files.resolve(BUCKET).resolve(prefix);
  }

  /** Puts all files of a folder under a prefix. */
  void upload(Path folder, String prefix) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
        put(prefix + "/" + folder.relativize(path), Files.readAllBytes(path));
      }
    }
  }

  /** Puts one object. */
  void put(String key, byte[] content) {
    try (OutputStream out = client.create(new org.apache.hadoop.fs.Path("/" + key), true)) {
      out.write(content);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The objects under a prefix, as a listing shows them. */
  List<S3AFileStatus> objects(String prefix) throws IOException {
    return Arrays.stream(client.listStatus(new org.apache.hadoop.fs.Path("/" + prefix)))
        .map(S3AFileStatus.class::cast)
        .toList();
  }

  void delete(String key) {
    try {
      client.delete(new org.apache.hadoop.fs.Path("/" + key), false);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static FileSystem client(String endpoint) throws IOException {
    Configuration hadoop = new Configuration();
    settings(endpoint).forEach(hadoop::set);
    hadoop.set("fs.s3a.access.key", ACCESS_KEY);
    hadoop.set("fs.s3a.secret.key", SECRET_KEY);
    return FileSystem.newInstance(URI.create("s3a://" + BUCKET), hadoop);
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      program.close();
    }
  }
}
