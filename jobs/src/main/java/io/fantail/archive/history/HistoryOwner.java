package io.fantail.archive.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.archive.json.Head;
import io.fantail.archive.storage.ObjectContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the execution that a history belongs to when its wrapper did not say so before the events.
 * In the order of trust:
 *
 * <ol>
 *   <li>the wrapper, behind the events
 *   <li>an answer of {@code DescribeMapRun} or {@code ListMapRuns} that names the execution of a
 *       Map Run which began in the history
 *   <li>the one execution that began with the history to the millisecond, in answers of {@code
 *       DescribeExecution} or {@code ListExecutions} in the object or beside it: recorded are no
 *       others, unless another history began then too
 *   <li>the one execution that began in the same second, where an answer has no fraction of it
 *   <li>the other pages of the history, see {@link HistoryPages}
 *   <li>the address of the object, where the user says how to read it
 * </ol>
 *
 * For a history of a durable execution the second to the fourth are:
 *
 * <ol>
 *   <li>a request, an answer or an event of Lambda whose ARN ends with the id that {@code
 *       ExecutionStarted} bears
 *   <li>the one durable execution that began with the history to the millisecond
 *   <li>the only durable execution that anything in the object or beside it names, unless another
 *       history is there too
 * </ol>
 *
 * Never derived from anything else.
 */
final class HistoryOwner {
  private static final long SECOND = 1_000;

  private final ObjectContent content;
  private final @Nullable String arnOfKey;
  private @Nullable ObjectOutline own;
  private @Nullable List<ObjectOutline> siblings;

  HistoryOwner(ObjectContent content) {
    this.content = content;
    this.arnOfKey = content.executionArnOfKey();
  }

  /** The ARN of a history of the object, by its number in {@link HistoryWalk}. */
  @Nullable String of(int history) {
    if (own == null) {
      own = outlineOfObject();
    }
    if (history >= own.histories().size()) {
      return arnOfKey;
    }
    String arn = toldOf(own.histories().get(history));
    arn = arn == null ? HistoryPages.inObject(own.histories(), history, this::toldOf) : arn;
    arn = arn == null ? ofPagesBeside(own.histories().get(history), own) : arn;
    return arn == null ? arnOfKey : arn;
  }

  /** The ARN that somebody tells of this very list of events; null where nobody does. */
  private @Nullable String toldOf(HistoryOutline history) {
    if (history.executionArn() != null || history.isDurable()) {
      return history.executionArn() == null ? ofDurable(history) : history.executionArn();
    }
    String parent = HistoryPages.onlyOne(parentsOfMapRuns(history));
    return parent == null ? beganWith(history) : parent;
  }

  private @Nullable String ofDurable(HistoryOutline history) {
    List<JsonNode> naming = answers().filter(one -> DurableEvents.arnIn(one) != null).toList();
    String id = history.durableExecutionId();
    String byId =
        HistoryPages.onlyOne(
            naming.stream()
                .map(DurableEvents::arnIn)
                .filter(arn -> id != null && String.valueOf(arn).endsWith("/" + id)));
    if (byId != null || naming.isEmpty()) {
      return byId;
    }
    Long startedAt = history.startedAt();
    List<JsonNode> begunThen =
        naming.stream()
            .filter(one -> startedAt != null && startedAt.equals(DurableEvents.startedAt(one)))
            .toList();
    // What began at another time is of another history; a request tells no time.
    Stream<JsonNode> left =
        begunThen.isEmpty()
            ? naming.stream()
                .filter(one -> startedAt == null || DurableEvents.startedAt(one) == null)
            : begunThen.stream();
    LongPredicate beganAlike =
        begunThen.isEmpty() ? at -> true : at -> startedAt != null && at == startedAt;
    String arn = HistoryPages.onlyOne(left.map(DurableEvents::arnIn));
    return arn == null || hasRival(history, arn, beganAlike) ? null : arn;
  }

  private @Nullable String beganWith(HistoryOutline history) {
    Long startedAt = history.startedAt();
    if (startedAt == null) {
      return null;
    }
    List<JsonNode> executions = answers().filter(ApiAnswer::isExecution).toList();
    List<JsonNode> begunThen =
        executions.stream()
            .filter(execution -> startedAt.equals(ApiAnswer.startedAt(execution)))
            .toList();
    String arn =
        HistoryPages.onlyOne(
            (begunThen.isEmpty()
                    ? executions.stream().filter(execution -> beganInSecond(startedAt, execution))
                    : begunThen.stream())
                .map(ApiAnswer::executionArnOf));
    LongPredicate beganAlike =
        begunThen.isEmpty()
            ? at -> isInSameSecond(at, startedAt) && !isTold(at, executions)
            : at -> at == startedAt;
    return arn == null || hasRival(history, arn, beganAlike) ? null : arn;
  }

  /** Two histories that began alike, and one answer: nobody can say whose it is. */
  private boolean hasRival(HistoryOutline history, String arn, LongPredicate beganAlike) {
    return Stream.concat(
            own == null ? Stream.empty() : own.histories().stream(),
            siblings().stream().flatMap(sibling -> sibling.histories().stream()))
        .filter(other -> other.executionArn() == null || arn.equals(other.executionArn()))
        .filter(
            other -> {
              Long at = other.startedAt();
              return at != null && beganAlike.test(at);
            })
        .anyMatch(other -> other.isOfOtherExecutionThan(history));
  }

  private static boolean isTold(long startedAt, List<JsonNode> executions) {
    return executions.stream()
        .anyMatch(execution -> Long.valueOf(startedAt).equals(ApiAnswer.startedAt(execution)));
  }

  private static boolean isInSameSecond(long one, long other) {
    return Math.floorDiv(one, SECOND) == Math.floorDiv(other, SECOND);
  }

  /**
   * Some tools leave the fraction of {@code startDate} away. Never for a child: one was recorded
   * that began 815 ms behind its parent.
   */
  private static boolean beganInSecond(long startedAt, JsonNode execution) {
    Long startDate = ApiAnswer.startedAt(execution);
    return startDate != null
        && startDate % SECOND == 0
        && startDate == startedAt - startedAt % SECOND
        && ApiAnswer.mapRunArnOf(execution) == null;
  }

  private Stream<@Nullable String> parentsOfMapRuns(HistoryOutline history) {
    return history.mapRunArns().isEmpty()
        ? Stream.empty()
        : answers()
            .filter(ApiAnswer::isMapRun)
            .filter(
                mapRun ->
                    history
                        .mapRunArns()
                        .contains(Objects.requireNonNull(ApiAnswer.mapRunArnOf(mapRun))))
            .map(ApiAnswer::executionArnOf);
  }

  private @Nullable String ofPagesBeside(HistoryOutline history, ObjectOutline ofObject) {
    if (!history.isPage()) {
      return null;
    }
    List<ObjectOutline> all = new ArrayList<>(siblings());
    all.add(ofObject);
    boolean whole = all.stream().allMatch(ObjectOutline::whole);
    List<HistoryOutline> histories =
        all.stream().flatMap(object -> object.histories().stream()).toList();
    return whole ? HistoryPages.inFolder(histories, this::toldOf) : null;
  }

  private Stream<JsonNode> answers() {
    Stream<JsonNode> ofObject = own == null ? Stream.empty() : own.answers().stream();
    return Stream.concat(
        ofObject, siblings().stream().flatMap(sibling -> sibling.answers().stream()));
  }

  private ObjectOutline outlineOfObject() {
    try (InputStream in = content.open()) {
      return ObjectOutline.of(in);
    } catch (IOException damage) {
      // The main pass meets the same damage and reports it.
      return new ObjectOutline(List.of(), List.of(), false);
    }
  }

  private List<ObjectOutline> siblings() {
    if (siblings == null) {
      siblings = new ArrayList<>();
      for (byte[] sibling : content.siblings()) {
        // A neighbour that is no JSON describes nothing; it is reported when its own turn comes.
        if (Head.of(new ByteArrayInputStream(sibling)).isJson()) {
          siblings.add(ObjectOutline.ofSibling(new ByteArrayInputStream(sibling)));
        }
      }
    }
    return siblings;
  }
}
