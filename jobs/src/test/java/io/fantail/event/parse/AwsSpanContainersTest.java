package io.fantail.event.parse;

import static io.fantail.testing.ArchiveFiles.gzip;
import static io.fantail.testing.ArchiveFiles.utf8;
import static io.fantail.testing.ArchiveFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.event.AwsSpan;
import io.fantail.testing.AwsSpanJson;
import io.fantail.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsSpanContainersTest {
  private static final String ROOT =
      new AwsSpanJson("6b0a".repeat(8), "00112233445566aa", null, "orders", 1785830304824000000L)
          .text();
  private static final String CHILD =
      new AwsSpanJson(
              "6b0a".repeat(8),
              "00112233445566bb",
              "00112233445566aa",
              "Charge",
              1785830304877000192L)
          .failed("Boom", "it broke")
          .text();

  private final Path folder;

  AwsSpanContainersTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private void assertReadsBoth(String name, byte[] content) throws IOException {
    ReadObject read = ReadObject.of(write(folder.resolve(name), content));

    assertThat(read.records())
        .allSatisfy(record -> assertThat(record).isInstanceOf(AwsSpan.class))
        .extracting(record -> ((AwsSpan) record).name())
        .containsExactly("orders", "Charge");
    assertThat(read.account().awsSpans()).isEqualTo(2);
    assertThat(read.account().records()).isEqualTo(2);
    assertThat(read.account().firstAt()).hasToString("2026-08-04T07:58:24.824Z");
    assertThat(read.account().lastAt()).hasToString("2026-08-04T07:58:24.877Z");
  }

  @Test
  void readsLines() throws IOException {
    assertReadsBoth("spans.jsonl", utf8(ROOT + "\n" + CHILD + "\n"));
    assertReadsBoth("spans.gz", gzip(utf8(ROOT + "\r\n" + CHILD)));
  }

  @Test
  void readsAnExportTask() throws IOException {
    String time = "2026-08-04T07:58:25.000Z ";
    assertReadsBoth(
        "0a1b2c3d-1111-2222-3333-444455556666/default/000000.gz",
        gzip(utf8(time + ROOT + "\n" + time + CHILD + "\n")));
  }

  @Test
  void readsWhatFilterLogEventsAnswers() throws IOException {
    ObjectNode answer = Json.MAPPER.createObjectNode();
    for (String message : List.of(ROOT, CHILD)) {
      answer
          .withArray("/events")
          .addObject()
          .put("logStreamName", "default")
          .put("timestamp", 1785830305000L)
          .put("message", message)
          .put("eventId", String.valueOf(message.length()));
    }
    answer.putArray("searchedLogStreams");

    assertReadsBoth("answer.json", utf8(answer.toString()));
  }

  @Test
  void readsAnArrayAndWhatAToolSpreadOverLines() throws IOException {
    assertReadsBoth("array.json", utf8("[" + ROOT + ",\n" + CHILD + "]"));
    assertReadsBoth(
        "pretty.json",
        utf8(
            Json.MAPPER.readTree(ROOT).toPrettyString()
                + "\n"
                + Json.MAPPER.readTree(CHILD).toPrettyString()));
    ReadObject failedFirst =
        ReadObject.of(write(folder.resolve("failed.json"), "[" + CHILD + "," + ROOT + "]"));
    assertThat(failedFirst.account().awsSpans()).isEqualTo(2);
    assertThat(failedFirst.account().records()).isEqualTo(2);
  }

  @Test
  void losesATornLineAlone() throws IOException {
    ReadObject read =
        ReadObject.of(
            write(
                folder.resolve("torn.jsonl"), ROOT + "\n" + ROOT.substring(0, 80) + "\n" + CHILD));

    assertThat(read.account().awsSpans()).isEqualTo(2);
    assertThat(read.rejectReasons()).containsExactly("malformed_json");
  }
}
