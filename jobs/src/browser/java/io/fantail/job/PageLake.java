package io.fantail.job;

import java.nio.file.Files;
import java.nio.file.Path;

/** A lake of a sample with 600 children, and its page. */
record PageLake(Path lake, Path page) {

  static PageLake in(Path folder) {
    Path archive = folder.resolve("archive");
    Path lake = folder.resolve("lake");
    Path page = folder.resolve("page.html");
    Commands.succeed("sample", "--out", archive, "--children", "600", "--seed", "7");
    Commands.succeed("run", "--archive", archive.resolve("archive"), "--lake", lake);
    Commands.succeed("page", "--lake", lake, "--out", page);
    if (!Files.exists(page)) {
      throw new IllegalStateException("there is no " + page);
    }
    return new PageLake(lake, page);
  }
}
