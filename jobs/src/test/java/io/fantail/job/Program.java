package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process of its own whose stderr is watched; its stdout is kept for the end. */
final class Program implements AutoCloseable {
  /** Far beyond what a busy machine needs: who waits longer waits for nothing. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private record Awaited(String text, CompletableFuture<String> line) {}

  private final String name;
  private final Process process;
  private final Path out;
  private final List<String> said = new ArrayList<>();
  private final List<Awaited> awaited = new ArrayList<>();
  private boolean ended;
  private @Nullable Thread listener;

  private Program(String name, Process process, Path out) {
    this.name = name;
    this.process = process;
    this.out = out;
  }

  /**
   * Starts it.
   *
   * @param folder where it runs, and where its stdout goes
   */
  static Program start(
      String name, Path folder, Map<String, String> environment, List<String> command) {
    Path out = folder.resolve(name + ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(out.toFile());
    builder.environment().putAll(environment);
    try {
      Program program = new Program(name, builder.start(), out);
      // Whoever ends the tests ends this, too.
      Runtime.getRuntime().addShutdownHook(new Thread(program::close));
      Thread listener = new Thread(program::listen, name + " says");
      listener.setDaemon(true);
      program.listener = listener;
      listener.start();
      return program;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The first line with this text, of those that were said and those that will be. */
  String awaitLine(String text) {
    try {
      return lineWith(text).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException never) {
      throw new AssertionError(name + " never said '" + text + "', but:\n" + err(), never);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", stopped);
    }
  }

  /** Waits for its end. */
  Commands.Outcome awaitEnd() {
    try {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .as("%s has ended; it said:%n%s", name, err())
          .isTrue();
      // What it said last may not have been heard yet.
      Objects.requireNonNull(listener).join(PATIENCE.toMillis());
      return new Commands.Outcome(process.exitValue(), Files.readString(out), err());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", stopped);
    }
  }

  synchronized String err() {
    return String.join("\n", said);
  }

  /** The processes that it started, and those that they did. */
  Stream<ProcessHandle> descendants() {
    return process.descendants();
  }

  /** As Ctrl-C does. */
  void interrupt() {
    signal("INT");
  }

  /** Lets it stand still where it is, until it may {@link #goOn}. */
  void standStill() {
    signal("STOP");
  }

  void goOn() {
    signal("CONT");
  }

  long pid() {
    return process.pid();
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it and all that it started, at once; itself first, lest it start more. */
  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> each.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
  }

  private synchronized CompletableFuture<String> lineWith(String text) {
    CompletableFuture<String> line = new CompletableFuture<>();
    awaited.add(new Awaited(text, line));
    said.stream()
        .filter(candidate -> candidate.contains(text))
        .findFirst()
        .ifPresent(line::complete);
    if (ended) {
      line.completeExceptionally(new IllegalStateException(name + " has ended"));
    }
    return line;
  }

  private void listen() {
    try (BufferedReader lines = process.errorReader()) {
      lines.lines().forEach(this::hear);
    } catch (IOException | UncheckedIOException closed) {
      hear("(" + closed.getMessage() + ")");
    } finally {
      fallSilent();
    }
  }

  private synchronized void hear(String line) {
    said.add(line);
    awaited.stream()
        .filter(each -> line.contains(each.text))
        .forEach(each -> each.line.complete(line));
  }

  private synchronized void fallSilent() {
    ended = true;
    awaited.forEach(
        each -> each.line.completeExceptionally(new IllegalStateException(name + " has ended")));
  }
}
