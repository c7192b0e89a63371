package io.fantail.archive.storage;

import io.fantail.archive.record.BrokenReason;
import io.fantail.archive.stored.FileArchive;
import io.fantail.archive.stored.TarFiles;
import io.fantail.archive.stored.ZipFiles;
import java.io.InputStream;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A form of archives of files.
 *
 * @param beginning tells by the first bytes whether it is this form
 * @param truncated what an archive is called that ends before its end
 * @param corrupt what it is called where it is damaged in another way
 */
record PackedForm(
    Predicate<byte[]> beginning,
    Function<InputStream, FileArchive> opening,
    BrokenReason truncated,
    BrokenReason corrupt) {
  private static final List<PackedForm> ALL =
      List.of(
          new PackedForm(
              ZipFiles::beginsWith,
              ZipFiles::new,
              BrokenReason.TRUNCATED_ZIP,
              BrokenReason.CORRUPT_ZIP),
          new PackedForm(
              TarFiles::beginsWith,
              TarFiles::new,
              BrokenReason.TRUNCATED_TAR,
              BrokenReason.CORRUPT_TAR));

  /** The form of the archive that begins with these bytes; null where they begin none. */
  static @Nullable PackedForm of(byte[] head) {
    return ALL.stream().filter(form -> form.beginning.test(head)).findFirst().orElse(null);
  }

  /** Walks an archive of this form from its beginning. */
  EntryWalk walk(InputStream archive) {
    return new EntryWalk(opening.apply(archive), truncated, corrupt);
  }
}
