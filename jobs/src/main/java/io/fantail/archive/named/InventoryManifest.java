package io.fantail.archive.named;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.text.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The {@code manifest.json} of a report of S3 Inventory: which columns the rows have, and in which
 * files they are.
 *
 * @param uri of the manifest
 * @param bucket of the files
 * @param keys of the files
 */
record InventoryManifest(String uri, InventoryColumns columns, String bucket, List<String> keys) {
  private static final String DATA = "data";

  InventoryManifest {
    keys = List.copyOf(keys);
  }

  /** Reads the text of the manifest at an address. */
  static InventoryManifest of(String uri, String text) throws UnusableList {
    JsonNode json;
    try {
      json = Json.tree(text);
    } catch (JsonProcessingException torn) {
      throw new UnusableList(uri + " is no JSON: " + torn.getOriginalMessage(), torn);
    }
    InventoryColumns columns = InventoryColumns.named(json.path("fileSchema").asText());
    String format = json.path("fileFormat").asText();
    if (!json.path("files").isArray() || format.isEmpty()) {
      throw new UnusableList(
          uri
              + " is JSON, but no manifest.json of an S3 Inventory: it names no files and their"
              + " form.");
    } else if (!format.equalsIgnoreCase("csv") || !columns.nameObjects()) {
      throw new UnusableList(
          uri
              + " is the manifest of files in the form "
              + format
              + ", which are not read: let S3 write the inventory as CSV.");
    }
    List<String> keys = new ArrayList<>();
    json.path("files").forEach(file -> keys.add(file.path("key").asText()));
    String destination = json.path("destinationBucket").asText();
    return new InventoryManifest(
        uri, columns, destination.substring(destination.lastIndexOf(':') + 1), keys);
  }

  /**
   * The addresses of the files. A manifest that was copied to a disk or to HDFS has them where they
   * lay beside it, or in its own folder.
   */
  List<String> files(Configuration hadoop) throws IOException {
    List<String> files = new ArrayList<>();
    for (String key : keys) {
      files.add(
          isInS3(uri) && !bucket.isEmpty()
              ? schemeOf(uri) + "://" + bucket + "/" + key
              : copied(key, hadoop));
    }
    return files;
  }

  private String copied(String key, Configuration hadoop) throws IOException {
    Path manifest = new Path(uri);
    Path folder = manifest.getFileSystem(hadoop).makeQualified(manifest).getParent();
    String name = key.substring(key.lastIndexOf('/') + 1);
    Path beside = new Path(folder, name);
    return folder.getParent() == null || manifest.getFileSystem(hadoop).exists(beside)
        ? beside.toString()
        : new Path(new Path(folder.getParent(), DATA), name).toString();
  }

  /** In which scheme the objects of a list are addressed: as the list itself, if it is in S3. */
  static String schemeOf(String uri) {
    return isInS3(uri) ? uri.substring(0, uri.indexOf(':')) : "s3";
  }

  private static boolean isInS3(String uri) {
    return uri.matches("s3a?://.*");
  }
}
