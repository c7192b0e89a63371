package io.fantail.job.step;

import io.fantail.archive.named.FileList;
import io.fantail.archive.named.UnusableList;
import io.fantail.archive.place.ArchiveDays;
import io.fantail.archive.place.ArchiveListing;
import io.fantail.archive.place.NamedObjects;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.job.message.ExitCode;
import io.fantail.job.message.Explanation;
import io.fantail.job.message.JobException;
import io.fantail.job.option.ReadRequest;
import io.fantail.job.session.BeforeSpark;
import io.fantail.job.session.LakePlace;
import io.fantail.job.session.TemporaryFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Finds the objects that a request is about: it lists archives, or reads the list that names them.
 */
final class ObjectSource {
  private final BeforeSpark before;

  ObjectSource(BeforeSpark before) {
    this.before = before;
  }

  /**
   * Returns the objects by folder and address, those among them that cannot be read.
   *
   * @throws JobException when there is no archive or list, or nothing in it
   */
  List<ArchiveObject> objectsOf(ReadRequest request) {
    String fileList = request.fileList();
    List<String> passedOver = new ArrayList<>();
    List<ArchiveObject> objects =
        fileList == null ? listed(request, passedOver) : named(fileList, request, passedOver);
    String dated = passedOver.isEmpty() ? "" : describe(passedOver, request.folderDays());
    if (objects.isEmpty()) {
      throw new JobException(
          ExitCode.NOTHING_MATCHED,
          (fileList == null
                  ? "There is no object under " + request.source() + "."
                  : "Nothing of " + request.source() + " is to be read.")
              + (dated.isEmpty() ? "" : " " + dated));
    } else if (!dated.isEmpty()) {
      before.progress().note(dated);
    }
    noteWhatIsNotRead(objects);
    return objects;
  }

  private List<ArchiveObject> listed(ReadRequest request, List<String> passedOver) {
    List<String> archives = request.archives();
    before.progress().begin("Listing the archive");
    before.watchStorage(archives);
    try {
      return new ArchiveListing(before.hadoop(), request.followLinks())
          .list(archives, request.folderDays(), passedOver::add);
    } catch (FileNotFoundException missing) {
      throw new JobException(
          ExitCode.USAGE,
          "The archive does not exist: " + missing.getMessage() + ". Check --archive.",
          missing);
    } catch (IOException | IllegalArgumentException failure) {
      throw failed(failure, archives, "--archive " + String.join(", ", archives));
    }
  }

  private List<ArchiveObject> named(String fileList, ReadRequest request, List<String> passedOver) {
    before.progress().begin("Reading the list of objects");
    before.watchStorage(List.of(fileList));
    List<ArchiveObject> named;
    try {
      named = new FileList(before.hadoop()).read(fileList);
    } catch (FileNotFoundException missing) {
      throw new JobException(
          ExitCode.USAGE,
          "The list does not exist: " + missing.getMessage() + ". Check --file-list.",
          missing);
    } catch (UnusableList unusable) {
      throw new JobException(ExitCode.USAGE, String.valueOf(unusable.getMessage()), unusable);
    } catch (IOException | IllegalArgumentException failure) {
      throw failed(failure, List.of(fileList), "--file-list " + fileList);
    }
    try {
      return withoutLake(
          new NamedObjects(before.hadoop(), request.followLinks())
              .complete(named, request.folderDays(), passedOver::add));
    } catch (IOException | IllegalArgumentException failure) {
      throw failed(failure, List.of(), "an object that " + fileList + " names");
    }
  }

  /** An inventory of a bucket has everything in it. */
  private List<ArchiveObject> withoutLake(List<ArchiveObject> named) throws IOException {
    Predicate<String> isOfLake = new LakePlace(before.lake().uri(), before.hadoop()).contents();
    List<ArchiveObject> others =
        named.stream().filter(object -> !isOfLake.test(object.uri())).toList();
    if (others.size() < named.size()) {
      before
          .progress()
          .note(
              String.format(
                  Locale.ROOT,
                  "Left out of the list, as they lie in the lake: %,d objects.",
                  named.size() - others.size()));
    }
    return others;
  }

  /** Adds the addresses to a sentence that does not say what the failure happened to. */
  private static JobException failed(Exception failure, List<String> addresses, String source) {
    String sentence = Explanation.of(failure, null, TemporaryFolder.ofJvm());
    return new JobException(
        ExitCode.FAILED,
        addresses.stream().anyMatch(sentence::contains) ? sentence : sentence + " (" + source + ")",
        failure);
  }

  /**
   * Notes what cannot be read: an archive with something missing must not look like a whole one.
   */
  private void noteWhatIsNotRead(List<ArchiveObject> objects) {
    List<ArchiveObject> refused =
        objects.stream().filter(object -> object.refusal() != null).toList();
    if (!refused.isEmpty()) {
      ArchiveObject first = refused.get(0);
      before
          .progress()
          .note(
              String.format(
                  Locale.ROOT,
                  "Not read, and missing from every table: %,d of what was listed, such as %s (%s)."
                      + " Each is a reject.",
                  refused.size(),
                  first.uri(),
                  Objects.requireNonNull(first.refusal()).message()));
    }
  }

  private static String describe(List<String> passedOver, ArchiveDays days) {
    LocalDate first = days.first();
    LocalDate last = days.last();
    return String.format(
        Locale.ROOT,
        "Folders passed over, dated%s%s: %,d, such as %s.",
        first == null ? "" : " before " + first,
        last == null ? "" : (first == null ? "" : " or") + " after " + last,
        passedOver.size(),
        passedOver.get(passedOver.size() - 1));
  }
}
