package io.fantail.archive.log;

import io.fantail.archive.record.LogSource;
import io.fantail.archive.storage.ObjectContent;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says where each log event of one object was kept: as it says itself, or as what is around it
 * does. Mostly that is where the event before was.
 */
public final class SourceOfEvent {
  private final ObjectContent content;
  private final UnnamedStream unnamed;
  private LogSource source = LogSource.NONE;
  private @Nullable Boolean lambda;

  public SourceOfEvent(ObjectContent content) {
    this.content = content;
    this.unnamed = new UnnamedStream(content.object().storedAddress());
  }

  /** The source of an event whose stream is known, or whose stream nothing tells. */
  @SuppressWarnings("ReferenceEquality") // before the first event there is none to compare
  public LogSource of(Place place) {
    if (!Objects.equals(place.logGroup(), source.logGroup())
        || !Objects.equals(place.logStream(), source.logStream())
        || !Objects.equals(place.account(), source.accountId())
        || source.equals(LogSource.NONE)) {
      source =
          place.logStream() == null
              ? LogSource.ofUnplacedLines(place.logGroup(), place.account(), isLambda(place))
              : new LogSource(place.logGroup(), place.logStream(), place.account());
    }
    return source;
  }

  /**
   * Returns the source of an event that stands with others of its unnamed stream behind {@code
   * answer}.
   */
  public LogSource ofUnnamed(Place place, long answer, Instant at) {
    return unnamed.sourceOf(place.logGroup(), answer, at, isLambda(place));
  }

  /** Whether the user says that the object holds a function's lines. */
  boolean isNamedForFunction() {
    return content.named(LogSource.NONE).isLambda();
  }

  private boolean isLambda(Place place) {
    if (place.logGroup() != null) {
      return false;
    }
    if (lambda == null) {
      lambda = LambdaSigns.areIn(content);
    }
    return lambda;
  }
}
