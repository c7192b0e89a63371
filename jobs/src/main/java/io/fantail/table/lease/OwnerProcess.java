package io.fantail.table.lease;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A process on Linux, named so that no other one ever has the same name. A number alone is used
 * again, and each container counts its processes from 1. The identifier of a boot is random and
 * that of one running kernel; a namespace of numbers has a number of its own in that kernel; in it
 * a number and the tick at which the process began are never used together again.
 *
 * @param bootId of the kernel that runs it
 * @param namespace in which its number counts: that of a container, or of the machine
 * @param pid its number
 * @param startTick when it began, in ticks since the boot, which no clock that is set changes
 */
public record OwnerProcess(String bootId, String namespace, long pid, long startTick) {
  private static final Path PROC = Path.of("/proc");

  /** Where the two fields are behind the name of the program, which may have blanks. */
  private static final int STATE = 0;

  private static final int START_TICK = 19;

  /**
   * This machine and this process.
   *
   * @param process null where it cannot be named
   */
  public record Here(String host, @Nullable OwnerProcess process) {}

  /** Where this runs. */
  public static Here here() {
    return new Here(hostName(), of(ProcessHandle.current().pid()));
  }

  /** A process that runs here; null where it cannot be named. */
  static @Nullable OwnerProcess of(long pid) {
    try {
      return new OwnerProcess(bootIdHere(), namespaceHere(), pid, tickOf(statOf(pid)));
    } catch (IOException | RuntimeException unknown) {
      return null;
    }
  }

  /**
   * Whether the process has surely ended. Only who runs on the same kernel and sees the same
   * numbers can tell: to all others it may be alive. Where the system hides processes of other
   * users nobody can, which shows in the first process being hidden.
   */
  public boolean isGone() {
    try {
      if (!bootId.equals(bootIdHere()) || !namespace.equals(namespaceHere())) {
        return false;
      }
      if (!Files.exists(PROC.resolve(String.valueOf(pid)))) {
        return Files.isReadable(PROC.resolve("1").resolve("stat"));
      }
      String[] stat = statOf(pid);
      return tickOf(stat) != startTick || stat[STATE].equals("Z") || stat[STATE].equals("X");
    } catch (IOException | RuntimeException unknown) {
      return false;
    }
  }

  void writeTo(ObjectNode json) {
    json.put("boot_id", bootId).put("pid_namespace", namespace);
    json.put("pid", pid).put("start_tick", startTick);
  }

  static @Nullable OwnerProcess parse(JsonNode json) {
    return json.hasNonNull("pid")
        ? new OwnerProcess(
            json.path("boot_id").asText(),
            json.path("pid_namespace").asText(),
            json.path("pid").asLong(),
            json.path("start_tick").asLong())
        : null;
  }

  private static String bootIdHere() throws IOException {
    return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
  }

  private static String namespaceHere() throws IOException {
    return Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
  }

  private static String[] statOf(long pid) throws IOException {
    String stat = Files.readString(PROC.resolve(String.valueOf(pid)).resolve("stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
  }

  private static long tickOf(String[] stat) {
    return Long.parseLong(stat[START_TICK]);
  }

  private static String hostName() {
    try {
      return Files.readString(PROC.resolve("sys/kernel/hostname")).strip();
    } catch (IOException notLinux) {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException nameless) {
        return "a host without a name";
      }
    }
  }
}
