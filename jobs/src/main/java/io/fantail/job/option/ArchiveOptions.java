package io.fantail.job.option;

import io.fantail.archive.place.ArchiveDays;
import io.fantail.archive.place.ArnFromKey;
import io.fantail.archive.place.NameFromKey;
import io.fantail.archive.place.NamesFromKeys;
import io.fantail.archive.place.TimeWindow;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.event.policy.Redaction;
import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Takes the options that say what to read, and what of it may be kept. */
public final class ArchiveOptions {
  @Option(
      names = "--archive",
      paramLabel = "URI",
      description =
          "Root of an archive: everything under it is read, whatever form it has. May be given more"
              + " than once.")
  List<String> archives = new ArrayList<>();

  @Option(
      names = "--file-list",
      paramLabel = "URI",
      description =
          "In the place of --archive, a file that names the objects: one address in each line, or a"
              + " report of S3 Inventory in CSV (its manifest.json, or one of its files). Nothing"
              + " is listed; S3 is asked only for what the list does not tell: size and time.")
  @Nullable String fileList;

  @Option(
      names = "--payload-limit",
      paramLabel = "CHARS",
      defaultValue = "4096",
      description =
          "Longest input, output or cause that is kept; 0 keeps none. Default: ${DEFAULT-VALUE}."
              + " This option and those of redaction also apply to what an earlier run stored of"
              + " the days that are written again.")
  int payloadLimit;

  @Option(
      names = "--redact",
      paramLabel = "KEY",
      split = ",",
      description =
          "Keys whose values are masked before anything is stored, in any case and in any form:"
              + " JSON at any depth, also in strings; key=value and key: value, in quotes, brackets"
              + " or up to a delimiter; what languages print of objects; URLs, forms, XML, YAML,"
              + " headers, --key value; pairs such as {Name: key, Value: ...}.")
  List<String> redact = new ArrayList<>();

  @Option(
      names = "--redact-regex",
      paramLabel = "REGEX",
      description =
          "Java regular expression whose every match is masked before anything is stored, or its"
              + " first group where it has one. May be given more than once. A text on which it"
              + " takes too long is masked as a whole.")
  List<String> redactRegex = new ArrayList<>();

  @Option(
      names = "--arn-from-key",
      paramLabel = "REGEX",
      description =
          "Finds the execution's ARN in the address of a history that does not say it: Java,"
              + " searched anywhere, with the group (?<arn>...), or the groups partition, region,"
              + " account, stateMachine, label, name (and id, of an express execution). Trusted"
              + " last: after the object itself and what is kept beside it.")
  @Nullable String arnFromKey;

  @Option(
      names = "--arn-template",
      paramLabel = "ARN",
      description =
          "The ARN around the groups of --arn-from-key, for what the address leaves out:"
              + " arn:aws:states:REGION:ACCOUNT:execution:{stateMachine}:{name}")
  @Nullable String arnTemplate;

  @Option(
      names = "--function-from-key",
      paramLabel = "REGEX",
      description =
          "Finds the Lambda function in the address of a log that does not say it: the group"
              + " (?<function>...).")
  @Nullable String functionFromKey;

  @Option(
      names = "--log-group-from-key",
      paramLabel = "REGEX",
      description =
          "Finds the log group in the address of an exported log, which does not say it: the group"
              + " (?<logGroup>...).")
  @Nullable String logGroupFromKey;

  @Option(
      names = "--follow-links",
      description =
          "Reads links in local folders that lead out of the archive, too. Without it each of them"
              + " is a reject; a link to what the archive holds anyway adds nothing, with it or"
              + " without.")
  boolean followLinks;

  @Option(
      names = "--delivery-days",
      paramLabel = "N",
      defaultValue = "35",
      description =
          "How many days after an event its object may be dated, where folders carry dates: with"
              + " --to, those of later days are not listed. Default: ${DEFAULT-VALUE}.")
  int deliveryDays;

  @Option(
      names = "--reread",
      description =
          "Reads all objects that are listed, and not only those that the lake has not read yet or"
              + " that have changed since: with --from and --to for a backfill, or after"
              + " --payload-limit or a redaction became stricter.")
  boolean reread;

  @Option(
      names = "--afresh",
      description =
          "Makes the days between --from and --to of the archive alone, and takes nothing of them"
              + " from the lake: for tables whose files are damaged or lost. The archive must have"
              + " all of these days.")
  boolean afresh;

  /**
   * Puts together what is to be read.
   *
   * @param lake which days of it are wanted
   * @throws JobException when an option cannot be used, or two contradict each other
   */
  public ReadRequest request(LakeOptions lake) {
    checkSource();
    lake.check();
    PayloadPolicy policy = payloadPolicy();
    NamesFromKeys names = namesFromKeys();
    TimeWindow times = lake.recordsWindow();
    return new ReadRequest(
        archives,
        fileList,
        followLinks,
        folderDays(times, lake.lookbackDays),
        names,
        policy,
        times,
        lake.days(),
        lake.haveBeginning() || lake.haveEnd() ? lake.window() : null,
        lake.lookbackDays,
        reread || afresh,
        afresh);
  }

  private void checkSource() {
    if (archives.isEmpty() && fileList == null) {
      throw new JobException(
          ExitCode.USAGE, "What is to be read? Give --archive URI, or --file-list URI.");
    } else if (!archives.isEmpty() && fileList != null) {
      throw new JobException(
          ExitCode.USAGE,
          "--file-list names the objects that --archive would list: give one of the two, counting"
              + " what a file of --conf says.");
    }
  }

  private NamesFromKeys namesFromKeys() {
    if (arnTemplate != null && arnFromKey == null) {
      throw new JobException(
          ExitCode.USAGE, "--arn-template is for the groups of --arn-from-key, which is missing.");
    }
    return new NamesFromKeys(
        read("--arn-from-key", arnFromKey, regex -> new ArnFromKey(regex, arnTemplate)),
        read("--function-from-key", functionFromKey, regex -> new NameFromKey(regex, "function")),
        read("--log-group-from-key", logGroupFromKey, regex -> new NameFromKey(regex, "logGroup")));
  }

  private static <T> @Nullable T read(
      String option, @Nullable String regex, Function<String, T> reader) {
    if (regex == null) {
      return null;
    }
    try {
      return reader.apply(regex);
    } catch (PatternSyntaxException unreadable) {
      throw new JobException(
          ExitCode.USAGE,
          option + " " + regex + " is no regular expression: " + unreadable.getDescription(),
          unreadable);
    } catch (IllegalArgumentException incomplete) {
      throw new JobException(
          ExitCode.USAGE, option + " " + regex + " " + incomplete.getMessage() + ".", incomplete);
    }
  }

  private ArchiveDays folderDays(TimeWindow window, int lookbackDays) {
    if (deliveryDays < 0) {
      throw new JobException(ExitCode.USAGE, "--delivery-days is negative: " + deliveryDays);
    }
    return ArchiveDays.around(window, lookbackDays, deliveryDays);
  }

  private PayloadPolicy payloadPolicy() {
    if (payloadLimit < 0) {
      throw new JobException(ExitCode.USAGE, "--payload-limit is negative: " + payloadLimit);
    }
    redactRegex.forEach(regex -> read("--redact-regex", regex, Pattern::compile));
    return new PayloadPolicy(payloadLimit, new Redaction(redact, redactRegex));
  }
}
