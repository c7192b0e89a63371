package io.fantail.table.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseFolderTest {
  private static final Lease LEASE =
      Lease.of(
          "run-1",
          "run",
          OwnerProcess.here(),
          Instant.parse("2026-11-30T06:00:00Z"),
          Duration.ofMinutes(10));

  /** A disk on which another job deletes a file as soon as somebody looks. */
  private static final class Stumbling extends FilterFileSystem {
    private int listings;
    private int looks;

    Stumbling(FileSystem disk) {
      super(disk);
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
      if (listings-- > 0) {
        throw new NoSuchFileException(path.toString());
      }
      return super.listStatus(path);
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
      if (looks-- > 0) {
        throw new NoSuchFileException(path.toString());
      }
      return super.getFileStatus(path);
    }
  }

  @TempDir private java.nio.file.Path lake = java.nio.file.Path.of("");
  private Stumbling disk;
  private LeaseFolder folder;

  @BeforeEach
  void open() throws IOException {
    disk = new Stumbling(FileSystem.getLocal(new Configuration()));
    folder = new LeaseFolder(disk, new Path(lake.toString()), new ExclusiveCreate.OnDisk(disk));
    folder.create(7, LEASE);
  }

  @Test
  void listsOnceMoreWhereAFileIsDeletedMeanwhile() throws IOException {
    disk.listings = 2;

    assertThat(folder.numbers()).containsExactly(7L);
  }

  @Test
  void saysThatAnEntryIsGoneWhicheverWayTheDiskDoes() throws IOException {
    assertThat(folder.read(7).lease()).isEqualTo(LEASE);
    disk.looks = 1;

    assertThatThrownBy(() -> folder.read(7)).isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> folder.read(8)).isInstanceOf(FileNotFoundException.class);
  }

  /** Two more entries have come since, whose writers delete what is before them. */
  @Test
  void doesNotMissTheEntryOfWhoGivesTheLakeBackWhereOthersHaveFollowed() throws IOException {
    LeaseEntry held = folder.read(7);
    disk.looks = 1;

    assertThat(new LeaseLog(folder).follow(held, LEASE.released(LEASE.since()))).isNull();
  }
}
