package io.fantail.archive.history;

import static io.fantail.event.durable.DurableHistories.ARN;
import static io.fantail.event.durable.DurableHistories.EVENTS;
import static io.fantail.event.durable.DurableHistories.ID;
import static io.fantail.testing.ArchiveFiles.besideOthers;
import static io.fantail.testing.ArchiveFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fantail.archive.SeenRecord;
import io.fantail.archive.place.ArnFromKey;
import io.fantail.archive.place.NamesFromKeys;
import io.fantail.event.durable.DurableHistories;
import io.fantail.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose a history of a durable execution is, where nothing around its events says it. */
class DurableOwnerTest {
  private static final String OTHER_ARN =
      "arn:aws:lambda:eu-west-1:111122223333:function:orders:7/durable-execution/order-2/7866cc7f";

  private final Path folder;

  DurableOwnerTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private List<@Nullable String> ownersOf(String name) throws IOException {
    return SeenRecord.in(besideOthers(folder.resolve(name))).stream()
        .map(SeenRecord::executionArn)
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"DurableExecutionArn\": \"%s\", \"IncludeExecutionData\": true}",
        "{\"durable_execution_arn\": \"%s\"}",
        "{\"StatusCode\": 202, \"DurableExecutionArn\": \"%s\"}",
        "{\"DurableExecutionArn\": \"%s\", \"StartTimestamp\": \"2026-08-24T12:00:00.100Z\", \"Status\": \"FAILED\"}",
        "{\"DurableExecutions\": [{\"DurableExecutionArn\": \"%s\", \"StartTimestamp\": 1787572800.1}]}",
        "{\"detail-type\": \"Durable Execution Status Change\", \"source\": \"aws.lambda\", \"detail\": {\"durableExecutionArn\": \"%s\"}}"
      })
  void takesTheArnThatSomethingBesideNames(String document) throws IOException {
    write(folder.resolve("order-1.json"), DurableHistories.answer());
    write(folder.resolve("order-1.request.json"), document.formatted(ARN));

    assertThat(ownersOf("order-1.json")).containsExactly(ARN);
  }

  @Test
  void choosesBetweenSeveralByTheIdOfTheExecution() throws IOException {
    write(folder.resolve("order-1.json"), DurableHistories.answer());
    write(folder.resolve("a.json"), "{\"DurableExecutionArn\": \"" + OTHER_ARN + "\"}");
    write(folder.resolve("b.json"), "{\"DurableExecutionArn\": \"" + ARN + "\"}");

    assertThat(ownersOf("order-1.json")).containsExactly(ARN);
  }

  @Test
  void choosesBetweenSeveralByTheirBeginning() throws IOException {
    write(folder.resolve("order-1.json"), DurableHistories.answer().replace(ID, "none-of-them"));
    write(
        folder.resolve("list.json"),
        "{\"DurableExecutions\": [{\"DurableExecutionArn\": \"%s\", \"StartTimestamp\": 1787572800.2}, {\"DurableExecutionArn\": \"%s\", \"StartTimestamp\": 1787572800.1}]}"
            .formatted(OTHER_ARN, ARN));

    assertThat(ownersOf("order-1.json")).containsExactly(ARN);
  }

  @Test
  void takesNoArnWhereTwoHistoriesAndOneRequestStand() throws IOException {
    write(folder.resolve("order-1.json"), DurableHistories.answer().replace(ID, "none-of-them"));
    write(
        folder.resolve("order-2.json"),
        DurableHistories.answer().replace(ID, "another").replace("12:00:00.1", "12:00:00.2"));
    write(folder.resolve("request.json"), "{\"DurableExecutionArn\": \"" + ARN + "\"}");

    assertThat(ownersOf("order-1.json")).containsOnlyNulls();
  }

  @Test
  void takesNoArnOfAnExecutionThatBeganAtAnotherTime() throws IOException {
    write(folder.resolve("order-1.json"), DurableHistories.answer().replace(ID, "none-of-them"));
    write(
        folder.resolve("order-1.execution.json"),
        "{\"DurableExecutionArn\": \"" + OTHER_ARN + "\", \"StartTimestamp\": 1787572900.1}");

    assertThat(ownersOf("order-1.json")).containsOnlyNulls();
  }

  @Test
  void namesAllPagesThatFollowOneAnother() throws IOException {
    ArrayNode first = Json.MAPPER.createArrayNode();
    ArrayNode second = Json.MAPPER.createArrayNode();
    DurableHistories.events()
        .forEach(event -> (event.path("EventId").asInt() < 7 ? first : second).add(event));
    write(folder.resolve("page-1.json"), "{\"Events\": " + first + ", \"NextMarker\": \"m\"}");
    write(folder.resolve("page-2.json"), "{\"Events\": " + second + "}");
    write(
        folder.resolve("execution.json"),
        "{\"DurableExecutionArn\": \"%s\", \"StartTimestamp\": 1787572800.1}".formatted(ARN));

    assertThat(ownersOf("page-1.json")).containsExactly(ARN);
    assertThat(ownersOf("page-2.json")).containsExactly(ARN);
  }

  @Test
  void readsTheArnOutOfTheAddress() throws IOException {
    String name = "orders/7/order-1/84e4a8b5-9a18-3280-97f1-f116f888cfe3.json";
    write(folder.resolve(name), EVENTS);
    ArnFromKey fromKey =
        new ArnFromKey(
            "(?<function>[^/]+)/(?<version>[^/]+)/(?<name>[^/]+)/(?<id>[^/]+)[.]json",
            "arn:aws:lambda:eu-west-1:111122223333:function:{function}:{version}/durable-execution/{name}/{id}");

    assertThat(
            SeenRecord.in(
                besideOthers(folder.resolve(name)), new NamesFromKeys(fromKey, null, null)))
        .extracting(SeenRecord::executionArn)
        .containsOnly(ARN);
  }
}
