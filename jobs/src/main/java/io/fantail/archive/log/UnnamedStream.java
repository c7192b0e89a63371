package io.fantail.archive.log;

import io.fantail.archive.record.LogSource;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Follows one log stream through answers of {@code GetLogEvents}, which do not name it. An answer
 * is one stream; the next one goes on with it when it begins no earlier than this one ended, as the
 * pages that {@code nextForwardToken} asks for do. What merely looks so is the stream of a sandbox
 * that began later: its first line begins a new invocation, so nothing of the two is mixed.
 */
final class UnnamedStream {
  private final String uri;
  private long answerPosition = -1;
  private Instant latest = Instant.MIN;
  private @Nullable LogSource source;

  UnnamedStream(String uri) {
    this.uri = uri;
  }

  /**
   * The source of one event.
   *
   * @param answer where the answer begins that it stands in
   * @param isLambda whether the lines show that a Lambda function wrote them
   */
  LogSource sourceOf(@Nullable String logGroup, long answer, Instant at, boolean isLambda) {
    boolean goesOn =
        source != null
            && Objects.equals(logGroup, source.logGroup())
            && (answer == answerPosition || !at.isBefore(latest));
    if (source == null || !goesOn) {
      source = LogSource.ofUnnamedStream(logGroup, uri + "@" + answer, isLambda);
      latest = at;
    }
    answerPosition = answer;
    latest = at.isAfter(latest) ? at : latest;
    return source;
  }
}
