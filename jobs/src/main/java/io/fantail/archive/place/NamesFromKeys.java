package io.fantail.archive.place;

import io.fantail.archive.record.ArchiveObject;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How the addresses of objects name what their content leaves out, as the user says it; null where
 * the user says nothing. Trusted last: only where neither the content nor what is kept beside it
 * gives the name.
 *
 * @param executionArn of a history
 * @param function that wrote the Lambda lines
 * @param logGroup of an export task, which does not write it
 */
public record NamesFromKeys(
    @Nullable ArnFromKey executionArn,
    @Nullable NameFromKey function,
    @Nullable NameFromKey logGroup)
    implements Serializable {
  public static final NamesFromKeys NONE = new NamesFromKeys(null, null, null);

  public @Nullable String executionArnOf(ArchiveObject object) {
    return executionArn == null ? null : executionArn.arnOf(object.uri());
  }

  public @Nullable String functionOf(ArchiveObject object) {
    return function == null ? null : function.nameOf(object.uri());
  }

  public @Nullable String logGroupOf(ArchiveObject object) {
    return logGroup == null ? null : logGroup.nameOf(object.uri());
  }
}
