package io.fantail.job.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.archive.place.TimeWindow;
import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.table.DayRange;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.PropertiesDefaultProvider;

class ArchiveOptionsTest {
  private static final Clock LATE_IN_THE_DAY =
      Clock.fixed(Instant.parse("2026-08-25T23:59:59Z"), ZoneOffset.UTC);

  @Command
  private static final class Reading {
    @Mixin ArchiveOptions options;
  }

  private static ArchiveOptions options(Properties conf, String... arguments) {
    Reading reading = new Reading();
    CommandLine commandLine = new CommandLine(reading);
    commandLine.setDefaultValueProvider(new PropertiesDefaultProvider(conf));
    commandLine.parseArgs(arguments);
    return reading.options;
  }

  private static LakeOptions lake(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--lake=l");
    LakeOptions options = new LakeOptions();
    new CommandLine(options)
        .registerConverter(Instant.class, new TimeConverter(LATE_IN_THE_DAY))
        .parseArgs(all.toArray(String[]::new));
    return options;
  }

  @Test
  void asksForEverythingByDefault() {
    ReadRequest request =
        CommandLine.populateCommand(new ArchiveOptions(), "--archive", "a").request(lake());

    assertThat(request.archives()).containsExactly("a");
    assertThat(request.days()).isEqualTo(DayRange.ALL);
    assertThat(request.daysInWords()).isNull();
    assertThat(request.times()).isEqualTo(TimeWindow.ALL);
    assertThat(request.lookbackDays()).isEqualTo(1);
    assertThat(request.policy().limitChars()).isEqualTo(4096);
    assertThat(request.isAfresh()).isFalse();
    assertThat(request.followLinks()).isFalse();
  }

  @Test
  void asksForRecordsAroundTheDays() {
    ReadRequest request =
        options(new Properties(), "--archive=a", "--archive=b", "--afresh", "--payload-limit=0")
            .request(lake("--from=2026-08-24", "--to=2026-08-25T06:00:00Z", "--lookback-days=2"));

    assertThat(request.archives()).containsExactly("a", "b");
    assertThat(request.days())
        .isEqualTo(new DayRange(LocalDate.parse("2026-08-24"), LocalDate.parse("2026-08-26")));
    assertThat(request.daysInWords()).isEqualTo("from 2026-08-24 until before 2026-08-26");
    assertThat(request.times())
        .isEqualTo(
            new TimeWindow(
                Instant.parse("2026-08-22T00:00:00Z"), Instant.parse("2026-08-28T00:00:00Z")));
    assertThat(request.policy().limitChars()).isZero();
    assertThat(request.isAfresh()).isTrue();
  }

  @Test
  void takesAListInThePlaceOfAnArchive() {
    ReadRequest request = options(new Properties(), "--file-list=s3://b/list").request(lake());

    assertThat(request.archives()).isEmpty();
    assertThat(request.fileList()).isEqualTo("s3://b/list");
    assertThat(request.source()).isEqualTo("what s3://b/list names");
    assertThatThrownBy(
            () -> options(new Properties(), "--file-list=a", "--archive=b").request(lake()))
        .isInstanceOf(JobException.class)
        .hasMessageStartingWith("--file-list names the objects that --archive would list");
    assertThatThrownBy(() -> options(new Properties()).request(lake()))
        .isInstanceOf(JobException.class)
        .hasMessage("What is to be read? Give --archive URI, or --file-list URI.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--date=2026-08-24",
        "--date=yesterday",
        "--date=2026-08-24T06:00:00Z",
        "--from=yesterday --to=today"
      })
  void asksForRecordsAroundOneDay(String days) {
    ReadRequest request =
        options(new Properties(), "--archive=a").request(lake(days.split(" ", -1)));

    assertThat(request.days())
        .isEqualTo(new DayRange(LocalDate.parse("2026-08-24"), LocalDate.parse("2026-08-25")));
    assertThat(request.daysInWords()).isEqualTo("from 2026-08-24 until before 2026-08-25");
    assertThat(request.times())
        .isEqualTo(
            new TimeWindow(
                Instant.parse("2026-08-23T00:00:00Z"), Instant.parse("2026-08-26T00:00:00Z")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--from", "--to"})
  void refusesADayBesideOtherDays(String other) {
    LakeOptions lake = lake("--date=today", other + "=2026-08-24");

    assertThatThrownBy(lake::check)
        .isInstanceOfSatisfying(
            JobException.class, failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageStartingWith(
            "--date 2026-08-25 is one whole day, and " + other + " asks for others");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--arn-from-key=(?<arn | --arn-from-key (?<arn is no regular expression: named capturing",
        "--arn-from-key=x | --arn-from-key x has no group (?<arn>...)",
        "--function-from-key=x | --function-from-key x has no group (?<function>...).",
        "--log-group-from-key=(?<group>x) | has no group (?<logGroup>...).",
        "--arn-template=arn | --arn-template is for the groups of --arn-from-key",
      })
  void refusesAnExpressionThatNamesNothing(String argument, String message) {
    ArchiveOptions options = options(new Properties(), "--archive=a", argument);

    assertThatThrownBy(() -> options.request(lake()))
        .isInstanceOfSatisfying(
            JobException.class, failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining(message);
  }

  @Test
  void refusesAnExpressionOfRedactionThatIsNone() {
    ArchiveOptions options = options(new Properties(), "--archive=a", "--redact-regex=(");

    assertThatThrownBy(() -> options.request(lake()))
        .isInstanceOfSatisfying(
            JobException.class, failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("--redact-regex ( is no regular expression: Unclosed group");
  }

  @Test
  void masksByKeysAndByExpressions() {
    ArchiveOptions options =
        options(
            new Properties(),
            "--archive=a",
            "--redact=password,token",
            "--redact-regex=\\d{16}",
            "--redact-regex=iban (\\w{2,})");

    assertThat(
            options
                .request(lake())
                .policy()
                .apply("{\"Token\":1} 1234567890123456 iban DE12 password=x"))
        .isEqualTo("{\"Token\":\"***\"} *** iban *** password=***");
  }

  @Test
  void takesExpressionsFromAFile() {
    Properties conf = new Properties();
    conf.setProperty("arn-from-key", "h/(?<stateMachine>[^/]+)/(?<name>\\w{2,})\\.json$");
    conf.setProperty("arn-template", "arn:aws:states:r:1:execution:{stateMachine}:{name}");
    ArchiveOptions options = options(conf, "--archive=a");

    assertThat(options.arnFromKey).isEqualTo(conf.getProperty("arn-from-key"));
    assertThat(options.arnTemplate).isEqualTo(conf.getProperty("arn-template"));
    assertThatCode(() -> options.request(lake())).doesNotThrowAnyException();
  }
}
