package io.fantail.span.durable;

import io.fantail.archive.history.DurableEventType;
import io.fantail.archive.history.DurableEventType.Phase;
import io.fantail.archive.history.DurableEventType.Subject;
import io.fantail.event.Failure;
import io.fantail.event.HistoryEvent;
import io.fantail.event.collected.History;
import io.fantail.event.durable.DurableExecutionArn;
import io.fantail.span.Span;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks along the events of one durable execution, in the order of their ids.
 *
 * <ul>
 *   <li>Each operation is a span below its context, by {@code ParentId}; each try of a step is one
 *       of its own, as AWS writes {@code StepStarted} again for it.
 *   <li>A step that began and did not end before it began again was cut off when its invocation
 *       ended, and failed as that did.
 *   <li>A step ran in the invocation that completed next. Waits, callbacks and contexts outlast
 *       invocations.
 *   <li>What is open when its context, or the execution, ends was left behind: it is aborted.
 * </ul>
 */
final class DurableWalk {
  private final Map<String, OperationDraft> latest = new HashMap<>();
  private final List<OperationDraft> all = new ArrayList<>();
  private final List<OperationDraft> stepsOfInvocation = new ArrayList<>();
  private final Set<String> requestIds = new LinkedHashSet<>();
  private final OperationDraft execution;
  private long invocations;
  private @Nullable HistoryEvent lastInvocation;

  private DurableWalk(String name, HistoryEvent first) {
    execution = OperationDraft.ofExecution(name, first);
    all.add(execution);
    if (!first.type().equals(DurableEventType.EXECUTION_STARTED.awsName())) {
      execution.attributes.put(SpanAttributes.START_MISSING, SpanAttributes.YES);
    }
  }

  /**
   * What all events of one durable execution come to.
   *
   * @throws IllegalArgumentException when the ARN is none of a durable execution
   */
  static DurableExecution walk(History history) {
    DurableExecutionArn arn = DurableExecutionArn.parse(history.executionArn());
    if (arn == null) {
      throw new IllegalArgumentException("no durable execution's ARN: " + history.executionArn());
    }
    DurableWalk walk = new DurableWalk(arn.name(), history.events().get(0));
    history.events().forEach(walk::add);
    walk.close(history.events());
    SpanAttributes.put(
        walk.execution.attributes, SpanAttributes.DURABLE_EXECUTION, history.executionArn());
    List<Span> spans = new ArrayList<>();
    walk.execution.addTo(spans, history.executionArn(), arn.function());
    return new DurableExecution(
        history.executionArn(), arn.function().name(), List.copyOf(walk.requestIds), spans);
  }

  private void add(HistoryEvent event) {
    DurableEventType type = DurableEventType.of(event.type());
    if (type == null) {
      return;
    } else if (type.subject() == Subject.INVOCATION) {
      complete(event);
      return;
    }
    OperationDraft draft = type.phase() == Phase.STARTED ? begun(type, event) : open(type, event);
    SpanStatus status = statusOf(type.phase());
    if (status != SpanStatus.UNFINISHED) {
      draft.end(event, status);
    }
  }

  private static SpanStatus statusOf(Phase phase) {
    return switch (phase) {
      case STARTED -> SpanStatus.UNFINISHED;
      case SUCCEEDED, COMPLETED -> SpanStatus.OK;
      case FAILED -> SpanStatus.ERROR;
      case STOPPED -> SpanStatus.ABORTED;
    };
  }

  private static SpanKind kindOf(Subject subject) {
    return switch (subject) {
      case EXECUTION -> SpanKind.DURABLE_EXECUTION;
      case CONTEXT -> SpanKind.CONTEXT;
      case WAIT -> SpanKind.WAIT;
      case STEP -> SpanKind.STEP;
      case CHAINED_INVOKE -> SpanKind.CHAINED_INVOKE;
      case CALLBACK -> SpanKind.CALLBACK;
      case INVOCATION -> SpanKind.LAMBDA;
    };
  }

  private OperationDraft begun(DurableEventType type, HistoryEvent event) {
    if (type.subject() == Subject.EXECUTION) {
      execution.take(event);
      return execution;
    }
    OperationDraft before = latest.get(keyOf(event));
    if (before != null && before.isOpen()) {
      cutOff(before, event);
    }
    OperationDraft draft = draft(type, event);
    if (type.subject() == Subject.STEP && before != null && before.endedAt != null) {
      long backoff = Duration.between(before.endedAt, event.at()).toMillis();
      SpanAttributes.put(draft.attributes, SpanAttributes.BACKOFF_MS, Math.max(0, backoff));
    }
    return draft;
  }

  /** The one that an end is of; where its beginning is missing, one that begins with its end. */
  private OperationDraft open(DurableEventType type, HistoryEvent event) {
    if (type.subject() == Subject.EXECUTION) {
      return execution;
    }
    OperationDraft known = latest.get(keyOf(event));
    if (known != null && known.isOpen()) {
      return known;
    }
    OperationDraft draft = draft(type, event);
    draft.attributes.put(SpanAttributes.START_MISSING, SpanAttributes.YES);
    return draft;
  }

  private OperationDraft draft(DurableEventType type, HistoryEvent event) {
    String parentId = event.operation().parentId();
    OperationDraft parent = parentId == null ? null : latest.get(parentId);
    OperationDraft draft =
        OperationDraft.in(parent == null ? execution : parent, kindOf(type.subject()), event);
    if (parentId != null && parent == null) {
      draft.attributes.put(SpanAttributes.PREDECESSOR_MISSING, SpanAttributes.YES);
    }
    if (type.subject() == Subject.STEP) {
      OperationDraft before = latest.get(keyOf(event));
      draft.attempt = before == null || before.attempt == null ? 1 : before.attempt + 1;
      stepsOfInvocation.add(draft);
    }
    latest.put(keyOf(event), draft);
    all.add(draft);
    return draft;
  }

  /** AWS gives every operation an id; where one is missing nothing else is the same operation. */
  private static String keyOf(HistoryEvent event) {
    String id = event.operation().id();
    return id == null ? "event " + event.id() : id;
  }

  private void cutOff(OperationDraft step, HistoryEvent again) {
    HistoryEvent invocation = lastInvocation;
    if (invocation == null || invocation.at().isBefore(step.startedAt)) {
      step.endWith(again.at(), again.type(), SpanStatus.ABORTED, Failure.NONE);
    } else {
      boolean failed = invocation.failure().error() != null;
      step.endWith(
          invocation.at(),
          invocation.type(),
          failed ? SpanStatus.ERROR : SpanStatus.ABORTED,
          invocation.failure());
    }
  }

  private void complete(HistoryEvent invocation) {
    String requestId = invocation.call().requestId();
    lastInvocation = invocation;
    invocations++;
    if (requestId != null) {
      requestIds.add(requestId);
      stepsOfInvocation.forEach(step -> step.requestId = requestId);
    }
    stepsOfInvocation.clear();
  }

  private void close(List<HistoryEvent> events) {
    for (OperationDraft draft : all) {
      if (draft.isOpen()) {
        leaveBehind(draft);
      }
    }
    long missing = events.get(events.size() - 1).id() - events.size();
    SpanAttributes.put(execution.attributes, SpanAttributes.INVOCATIONS, invocations);
    if (missing > 0) {
      SpanAttributes.put(execution.attributes, SpanAttributes.MISSING_EVENTS, missing);
    }
  }

  /** Contexts stand before what is in them, so that what is around it is closed by now. */
  private void leaveBehind(OperationDraft draft) {
    OperationDraft around = draft.parent;
    while (around != null && around.endedAt == null) {
      around = around.parent;
    }
    if (around != null && around.endedAt != null) {
      draft.endWith(around.endedAt, around.endedBy, SpanStatus.ABORTED, Failure.NONE);
    } else {
      draft.attributes.put(SpanAttributes.UNFINISHED_REASON, SpanAttributes.RUNNING);
    }
  }
}
