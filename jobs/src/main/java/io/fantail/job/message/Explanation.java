package io.fantail.job.message;

import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says in plain words why something failed and what to do about it, in one line, without names of
 * classes.
 */
public final class Explanation {
  /** Classes at work where Spark, or Hadoop before an upload to S3, spills to disk. */
  private static final Pattern SPILLING =
      Pattern.compile(
          "org\\.apache\\.spark\\.(shuffle|storage|io|util\\.collection|serializer|memory)\\..*"
              + "|org\\.apache\\.hadoop\\.fs\\.s3a\\.(S3ADataBlocks|S3ABlockOutputStream).*"
              + "|org\\.apache\\.hadoop\\.fs\\.LocalDirAllocator.*");

  private static final Pattern WRITING_TABLES =
      Pattern.compile(
          "org\\.apache\\.hadoop\\.fs\\.(RawLocalFileSystem|ChecksumFileSystem|LocalFileSystem|FSDataOutputStream).*"
              + "|org\\.apache\\.parquet\\..*|io\\.delta\\..*|org\\.apache\\.spark\\.sql\\.delta\\..*"
              + "|org\\.apache\\.hadoop\\.hdfs\\..*");

  /** Matches errors of a program rather than of its surroundings. */
  private static final Pattern FAULT =
      Pattern.compile(
          "(NullPointer|ClassCast|IndexOutOfBounds|ArrayIndexOutOfBounds|StringIndexOutOfBounds|IllegalState|IllegalArgument"
              + "|UnsupportedOperation|NoSuchElement|Arithmetic|NegativeArraySize|ConcurrentModification|NumberFormat|DateTime)"
              + "Exception|NoSuchMethodError|NoClassDefFoundError|ClassNotFoundException|StackOverflowError"
              + "|AssertionError|ExceptionInInitializerError|MatchError");

  private static final Pattern CLASS_NAME =
      Pattern.compile("(?:[a-z]\\w*\\.){2,}[A-Z][\\w$]*(: )?|\\b[A-Z]\\w*(Exception|Error)(: )?");

  /** A disk with fewer bytes is full: Spark writes blocks of 4 MB and more. */
  private static final long LEAST_SPACE = 4 << 20;

  private Explanation() {}

  /**
   * Says what happened, why, and what to do.
   *
   * @param lake where the tables are, for a disk that is full; null when the command has none
   * @param temporary where Spark spills
   */
  public static String of(Throwable failure, @Nullable String lake, String temporary) {
    List<Cause> causes = Cause.allOf(failure);
    List<Cause> innermostFirst = new ArrayList<>(causes);
    Collections.reverse(innermostFirst);
    for (KnownFailure known : KnownFailure.values()) {
      for (Cause cause : innermostFirst) {
        if (known.fits(cause)) {
          return known == KnownFailure.DISK_FULL
              ? diskFull(cause, lake, temporary)
              : known.in(place(cause, causes));
        }
      }
    }
    return unknown(causes.get(causes.size() - 1));
  }

  private static String diskFull(Cause cause, @Nullable String lake, String temporary) {
    String address = cause.address();
    if (isWithin(address, temporary)) {
      return spillDiskFull(temporary);
    }
    if (lake != null && isWithin(address, lake)) {
      return lakeDiskFull(lake);
    }
    for (String frame : cause.frames()) {
      if (SPILLING.matcher(frame).matches()) {
        return spillDiskFull(temporary);
      }
      if (lake != null && WRITING_TABLES.matcher(frame).matches()) {
        return lakeDiskFull(lake);
      }
    }
    if (address == null && isFull(temporary)) {
      return spillDiskFull(temporary);
    }
    return KnownFailure.DISK_FULL.in(address == null ? "" : address);
  }

  /** Whether a folder is there and nothing more fits into it. */
  private static boolean isFull(String folder) {
    File disk = new File(folder);
    return !folder.isEmpty() && disk.isDirectory() && disk.getUsableSpace() < LEAST_SPACE;
  }

  private static String spillDiskFull(String temporary) {
    return "The disk is full where Spark keeps what does not fit in memory: "
        + temporary
        + ". Free some space there, or point TMPDIR at a larger disk, and run the command again.";
  }

  private static String lakeDiskFull(String lake) {
    return "The disk of the lake is full: "
        + lake
        + ". Free some space there, or choose another --lake, and run the command again.";
  }

  private static boolean isWithin(@Nullable String address, String folder) {
    return address != null
        && (address.equals(folder)
            || address.startsWith(folder.endsWith("/") ? folder : folder + "/"));
  }

  /** Returns the address that the cause names, or else the last one that any other names. */
  private static String place(Cause cause, List<Cause> causes) {
    String place = cause.address();
    for (int i = causes.size() - 1; place == null && i >= 0; i--) {
      place = causes.get(i).address();
    }
    return place == null ? "" : place;
  }

  private static String unknown(Cause root) {
    String message = CLASS_NAME.matcher(root.message()).replaceAll("").strip();
    if (FAULT.matcher(root.type()).matches() || message.isEmpty()) {
      return "This is a fault of Fantail or of a library ("
          + root.type()
          + (message.isEmpty() ? "" : ": " + message)
          + "). Run the command again with --verbose and report what it prints.";
    }
    return endedWithStop(message) + " --verbose prints where that happened.";
  }

  private static String endedWithStop(String sentence) {
    return sentence.matches(".*[.!?]") ? sentence : sentence + ".";
  }
}
