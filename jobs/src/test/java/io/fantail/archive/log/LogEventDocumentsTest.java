package io.fantail.archive.log;

import static io.fantail.testing.ArchiveFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.SeenRecord;
import io.fantail.archive.record.LogSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogEventDocumentsTest {
  private static final String STREAM = "2026/09/23/[$LATEST]f2d9ef6ec9274a98a9067c08847c7ccb";
  private static final String ONE = filtered("one\\n", "7");
  private static final String TWO = filtered("two \\u2603", "8");

  private final Path folder;

  LogEventDocumentsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static String filtered(String message, String id) {
    return """
        {"logStreamName":"%s","timestamp":1790204204466,"message":"%s",\
        "ingestionTime":1790204207879,"eventId":"%s"}"""
        .formatted(STREAM, message, id);
  }

  private List<SeenRecord> records(String content) throws IOException {
    return SeenRecord.in(write(folder.resolve("events.json"), content));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"events\":[%s,%s],\"searchedLogStreams\":[],\"nextToken\":\"t\"}",
        "{\"searchedLogStreams\":[{\"a\":1}],\"events\":[%s,%s]}",
        "\ufeff{\r\n \"events\": [\r\n  %s,\r\n  %s\r\n ]\r\n}\r\n",
        "[%s,%s]",
        "%s%s",
        "%s\r\n%s\r\n",
        "\ufeff%s\n\n%s",
        "{\"events\":[%s]}{\"events\":[%s]}",
      })
  void readsEveryForm(String form) throws IOException {
    List<SeenRecord> records = records(form.formatted(ONE, TWO));

    assertThat(records).extracting(SeenRecord::text).containsExactly("one\n", "two \u2603");
    assertThat(records).extracting(SeenRecord::eventId).containsExactly("7", "8");
    assertThat(records).extracting(SeenRecord::source).containsOnly(new LogSource(null, STREAM));
    assertThat(records)
        .extracting(SeenRecord::loggedAt)
        .containsOnly(Instant.parse("2026-09-23T22:56:44.466Z"));
    assertThat(records).extracting(SeenRecord::position).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void readsTheRowsOfAQueryAsPowerShellWritesThem() throws IOException {
    List<SeenRecord> records =
        records(
            """
            {"QueryLanguage":{"Value":"CWLI"},"Results":[[
              {"Field":"@timestamp","Value":"2026-09-23 22:56:44.466"},
              {"Field":"@message","Value":"one"},
              {"Field":"@logStream","Value":"%s"},
              {"Field":"@log","Value":"123456789012:/aws/lambda/orders"}]],
             "Statistics":{"RecordsMatched":1},"Status":{"Value":"Complete"}}"""
                .formatted(STREAM));

    assertThat(records).extracting(SeenRecord::text).containsExactly("one");
    assertThat(records.get(0).source())
        .isEqualTo(new LogSource("/aws/lambda/orders", STREAM, "123456789012"));
    assertThat(records.get(0).loggedAt()).isEqualTo(Instant.parse("2026-09-23T22:56:44.466Z"));
  }

  /** What a container or a host wrote is nobody's who writes into CloudWatch Logs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'date':1790204204.4,'log':'one','kubernetes':{'pod_name':'worker'}}",
        "{'date':1790204204.4,'log':'one','ecs_task_arn':'worker','container_name':'app'}",
        "{'date':1790204204.4,'log':'one','container_id':'worker','container_name':'/app'}",
        "{'@timestamp':'2026-09-23T22:56:44Z','message':'one','agent':{},'container':{'id':'worker'}}",
        "{'date':'2026-09-23T22:56:44Z','_id':'A','message':'one','source':'docker','host':'worker'}",
      })
  void namesTheContainerOrHostForTheStream(String json) throws IOException {
    assertThat(records(json.replace('\'', '"') + "\n"))
        .extracting(SeenRecord::source)
        .containsExactly(new LogSource(null, "worker"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stepfunction", "lambda", "cloudwatch", "aws"})
  void namesNoHostForWhatDatadogReadFromAws(String source) throws IOException {
    assertThat(
            records(
                "{\"date\":\"2026-09-23T22:56:44Z\",\"_id\":\"A\",\"message\":\"one\","
                    + "\"host\":\"h\",\"source\":\"%s\"}".formatted(source)))
        .extracting(record -> record.source().logStream())
        .containsOnlyNulls();
  }

  @Test
  void readsGetLogEventsWhichNamesNoStream() throws IOException {
    List<SeenRecord> records =
        records(
            """
            {"events":[{"timestamp":1790204204466,"message":"one","ingestionTime":1}],
             "nextForwardToken":"f/1","nextBackwardToken":"b/1"}""");

    assertThat(records).extracting(SeenRecord::kind).containsExactly("LOG_EVENT");
    assertThat(records.get(0).source().logStream()).isNull();
    assertThat(records.get(0).source().unnamedStream()).endsWith("/events.json@0");
    assertThat(records.get(0).eventId()).isNull();
  }

  @Test
  void readsTheCaseOfGo() throws IOException {
    List<SeenRecord> records =
        records(
            """
            {"Events":[{"EventId":"7","IngestionTime":1,"LogStreamName":"s","Message":"one",
             "Timestamp":1790204204466}],"NextToken":null}""");

    assertThat(records).extracting(SeenRecord::eventId).containsExactly("7");
    assertThat(records.get(0).source()).isEqualTo(new LogSource(null, "s"));
  }

  @Test
  void takesTheLogGroupOfTheWrapperOrOfTheEvent() throws IOException {
    String wrapped = "{\"logGroupName\":\"/aws/lambda/orders\",\"events\":[%s]}".formatted(ONE);
    String own =
        "{\"id\":\"7\",\"timestamp\":1,\"message\":\"m\",\"logGroup\":\"/aws/lambda/orders\"}";

    assertThat(records(wrapped).get(0).source())
        .isEqualTo(new LogSource("/aws/lambda/orders", STREAM));
    assertThat(records(own).get(0).source()).isEqualTo(new LogSource("/aws/lambda/orders", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"events\":[],\"searchedLogStreams\":[]}",
        "{\"events\":[],\"nextForwardToken\":\"f\"}",
      })
  void countsAPageOnWhichNothingMatched(String page) throws IOException {
    assertThat(records(page)).extracting(SeenRecord::kind).containsExactly("EMPTY_LOG_ANSWER");
  }

  @Test
  void isNotTakenForAHistoryNorTheOtherWayRound() throws IOException {
    assertThat(records("{\"events\":[{\"timestamp\":1.5,\"type\":\"X\",\"id\":1}]}"))
        .extracting(SeenRecord::kind)
        .containsExactly("HISTORY_ITEM");
    assertThat(records("{\"timestamp\":\"2026\",\"level\":\"INFO\",\"message\":\"m\"}"))
        .as("a function's own line")
        .extracting(SeenRecord::kind)
        .containsExactly("DOCUMENT");
  }

  @Test
  void readsAroundDamage() throws IOException {
    String noTime = "{\"message\":\"m\",\"eventId\":\"9\"}";
    String torn = ONE.substring(0, ONE.length() - 9);

    assertThat(records("{\"events\":[%s,%s,7,%s".formatted(ONE, noTime, torn) + "\n" + TWO))
        .extracting(SeenRecord::kind)
        .containsExactly(
            "LOG_EVENT", "UNKNOWN_FORMAT", "UNKNOWN_FORMAT", "MALFORMED_JSON", "LOG_EVENT");
  }
}
