package io.fantail.archive.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.archive.json.JsonRecords;
import io.fantail.archive.json.UnknownContent;
import io.fantail.archive.record.BrokenReason;
import io.fantail.archive.record.NoiseKind;
import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecord.Broken;
import io.fantail.archive.record.RawRecord.Document;
import io.fantail.archive.record.RawRecord.HistoryItem;
import io.fantail.archive.record.RawRecord.Noise;
import io.fantail.archive.record.RawRecords;
import io.fantail.archive.storage.ObjectContent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code GetExecutionHistory} answers in whatever people wrap them in, one or many to an object:
 * {@code {"events": [...]}}, the same with {@code executionArn} before or behind the events, {@code
 * {"history": {"events": ...}}}, the bare array, arrays of such pages, one event after the other.
 * Every other root, and every element of a listing, is one {@link Document}. Events pass one by
 * one; no history is held whole.
 */
public final class HistoryDocuments extends JsonRecords {
  private final HistoryWalk walk;
  private final HistoryOwner owner;
  private int history = -1;
  private @Nullable String executionArn;

  private HistoryDocuments(ObjectContent content) throws IOException {
    super(content.open());
    this.walk = new HistoryWalk(json);
    this.owner = new HistoryOwner(content);
  }

  /** The histories and other documents, where the content is JSON; else null. */
  public static @Nullable RawRecords in(UnknownContent unknown) throws IOException {
    return unknown.head().isJson() ? new HistoryDocuments(unknown.content()) : null;
  }

  @Override
  protected @Nullable RawRecord read() throws IOException {
    HistoryWalk.Step step = walk.next();
    while (step != null && step.kind() == HistoryWalk.Kind.END_OF_WRAPPER) {
      step = walk.next();
    }
    return step == null ? null : recordOf(step);
  }

  @Override
  protected void forgetRoot() {
    walk.forgetRoot();
  }

  private RawRecord recordOf(HistoryWalk.Step step) {
    return switch (step.kind()) {
      case ITEM -> item(step, step.json());
      case DOCUMENT -> new Document(step.position(), step.json());
      case EMPTY_HISTORY ->
          new Broken(step.position(), BrokenReason.EMPTY_HISTORY, "a list of events that has none");
      case EMPTY_LIST -> new Noise(step.position(), NoiseKind.EMPTY_LIST);
      case NO_DOCUMENT, END_OF_WRAPPER -> Broken.ofUnknown(step.json(), step.position());
    };
  }

  /** An element of a listing, or a span, says itself whose it is; only an event does not. */
  private RawRecord item(HistoryWalk.Step step, JsonNode item) {
    if (ApiAnswer.isOne(item) || HistoryWalk.isSpan(item)) {
      return new Document(step.position(), item);
    }
    if (step.history() != history) {
      history = step.history();
      executionArn = step.executionArn() == null ? owner.of(history) : step.executionArn();
    }
    return new HistoryItem(step.position(), item, executionArn);
  }
}
