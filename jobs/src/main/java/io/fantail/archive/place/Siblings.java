package io.fantail.archive.place;

import io.fantail.archive.record.ArchiveObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which objects of one folder may describe one another: all of a folder that keeps one execution;
 * of a larger one, those that are called alike up to the first dot.
 */
public final class Siblings {
  /** A folder that keeps one execution holds its history, its description and little else. */
  private static final int MAX_OBJECTS_OF_ONE_EXECUTION = 8;

  private static final long MAX_DESCRIPTION_BYTES = 2L << 20;

  private static final Comparator<ArchiveObject> BY_FOLDER =
      Comparator.comparing(ArchiveObject::folder).thenComparing(ArchiveObject::uri);

  private final List<ArchiveObject> folder;

  /** Takes the objects of one folder by their addresses. */
  public Siblings(List<ArchiveObject> folder) {
    this.folder = folder;
  }

  /** Objects of any folders by folder and address, each once and with its siblings. */
  static List<ArchiveObject> inFolders(List<ArchiveObject> unsorted) {
    List<ArchiveObject> objects = new ArrayList<>(unsorted.size());
    List<ArchiveObject> folder = new ArrayList<>();
    for (ArchiveObject object :
        (Iterable<ArchiveObject>) unsorted.stream().sorted(BY_FOLDER)::iterator) {
      ArchiveObject previous = folder.isEmpty() ? object : folder.get(folder.size() - 1);
      if (!object.folder().equals(previous.folder())) {
        objects.addAll(new Siblings(folder).ofAll());
        folder.clear();
      }
      if (folder.isEmpty() || !object.uri().equals(previous.uri())) {
        folder.add(object);
      }
    }
    objects.addAll(new Siblings(folder).ofAll());
    return objects;
  }

  /** The objects, each with its siblings. */
  List<ArchiveObject> ofAll() {
    return folder.stream().map(this::withSiblings).toList();
  }

  private ArchiveObject withSiblings(ArchiveObject object) {
    List<String> siblings = of(object);
    return siblings.isEmpty() ? object : object.withSiblings(siblings);
  }

  /** The addresses of those that may describe an object of the folder. */
  public List<String> of(ArchiveObject object) {
    Stream<ArchiveObject> candidates =
        folder.size() <= MAX_OBJECTS_OF_ONE_EXECUTION ? folder.stream() : calledLike(object);
    return candidates
        .filter(sibling -> !sibling.uri().equals(object.uri()))
        .filter(sibling -> sibling.length() <= MAX_DESCRIPTION_BYTES && sibling.refusal() == null)
        .limit(MAX_OBJECTS_OF_ONE_EXECUTION)
        .map(ArchiveObject::uri)
        .toList();
  }

  /**
   * {@code order-1.json} and {@code order-1.describe_execution.json} of {@code order-1}. What
   * begins alike stands together; what has no dot may stand before something else.
   */
  private Stream<ArchiveObject> calledLike(ArchiveObject object) {
    String name = object.name();
    int dot = name.indexOf('.');
    String base = object.folder() + "/" + (dot > 0 ? name.substring(0, dot) : name);
    int bare = indexOf(base);
    int dotted = indexOf(base + ".");
    return Stream.concat(
        bare < 0 ? Stream.empty() : Stream.of(folder.get(bare)),
        folder.subList(dotted < 0 ? -dotted - 1 : dotted, folder.size()).stream()
            .takeWhile(sibling -> sibling.uri().startsWith(base + ".")));
  }

  /** The index of an address in the folder, or what a binary search gives where it is not there. */
  private int indexOf(String uri) {
    return Collections.binarySearch(
        folder, new ArchiveObject(uri, 0, List.of()), Comparator.comparing(ArchiveObject::uri));
  }
}
