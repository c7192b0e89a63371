package io.fantail.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.shape.Column;
import io.fantail.shape.Dated;
import io.fantail.shape.FieldType;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Shape;
import io.fantail.shape.Slot;
import io.fantail.shape.Table;
import io.fantail.spark.parquet.OpenFiles;
import io.fantail.spark.parquet.ParquetFiles;
import io.fantail.spark.parquet.SlotFilter;
import io.fantail.spark.parquet.ValueFiles;
import io.fantail.spark.parquet.WrittenFile;
import io.fantail.testing.WithLocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithLocalSpark
class ParquetFilesTest {
  private static final int TASKS = 3;
  private static final LocalDate FIRST = LocalDate.parse("1969-12-30");
  private static final Set<String> NO_DICTIONARY = Set.of("id", "time", "number");
  private static final RecordTable<Sample> SAMPLES =
      RecordTable.of("samples", "A sample.", Sample::shape, "The day.");

  private static final Table NAMES =
      new Table(
          "names",
          "A name.",
          List.of(Column.of("name", FieldType.TEXT, "The name.")),
          false,
          false);

  private SparkSession spark;
  private Path folder;

  @BeforeEach
  void open(SparkSession session, @TempDir Path temporary) {
    spark = session;
    folder = temporary;
  }

  @Test
  void holdEachValueOfEachKind() throws IOException {
    RandomSamples random = new RandomSamples(6);
    List<Dated<Sample>> samples = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      samples.add(new Dated<>(day(i % 4), random.next()));
    }

    List<WrittenFile> files = write(samples, (Days) day -> true);

    assertThat(read()).containsExactlyInAnyOrderElementsOf(valuesOf(samples));
    assertThat(files).hasSize(4 * TASKS);
    assertThat(files.stream().mapToLong(WrittenFile::rows).sum()).isEqualTo(samples.size());
    for (WrittenFile file : files) {
      assertThat(file.path()).startsWith("day=" + file.day() + "/").endsWith(".parquet");
      assertThat(file.bytes()).isEqualTo(Files.size(folder.resolve(file.path())));
      assertThat(file.modifiedAt())
          .isEqualTo(Files.getLastModifiedTime(folder.resolve(file.path())).toMillis());
    }
  }

  @Test
  void leaveOutDaysThatAreNotWanted() throws IOException {
    RandomSamples random = new RandomSamples(7);
    List<Dated<Sample>> samples = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      samples.add(new Dated<>(day(i % 5), random.next()));
    }

    List<WrittenFile> files = write(samples, (Days) day -> day.getDayOfMonth() == 31);

    assertThat(read())
        .containsExactlyInAnyOrderElementsOf(
            valuesOf(
                samples.stream().filter(one -> one.slot().day().getDayOfMonth() == 31).toList()));
    assertThat(files).extracting(WrittenFile::day).containsOnly(LocalDate.parse("1969-12-31"));
    assertThat(parquetFiles()).hasSize(files.size());
  }

  @Test
  void areNoneWhereThereAreNoRows() throws IOException {
    assertThat(write(List.of(), (Days) day -> true)).isEmpty();
    assertThat(parquetFiles()).isEmpty();
  }

  @Test
  void areTakenAwayWhenTheirTaskFails() throws IOException {
    RandomSamples random = new RandomSamples(8);
    List<Dated<Sample>> samples = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      samples.add(new Dated<>(day(i / 99), random.next()));
    }
    TableRows failing =
        TableRows.of(
            SAMPLES,
            rdd(samples, 1)
                .map(
                    one -> {
                      if (one.slot().day().equals(FIRST.plusDays(1))) {
                        throw new IllegalStateException("the last row cannot be made");
                      }
                      return one;
                    }));

    assertThatThrownBy(() -> write(failing)).hasMessageContaining("the last row cannot be made");
    assertThat(parquetFiles()).isEmpty();
  }

  @Test
  void refuseARowThatLacksWhatEachRowHas() throws IOException {
    StructType schema = new StructType().add("name", DataTypes.StringType, true);
    List<Row> rows = new ArrayList<>();
    rows.add(RowFactory.create("a"));
    rows.add(RowFactory.create((Object) null));
    Dataset<Row> names = spark.createDataFrame(rows, schema).coalesce(1);

    assertThatThrownBy(() -> write(TableRows.of(NAMES, names)))
        .hasMessageContaining("a row without name");
    assertThat(parquetFiles()).isEmpty();
  }

  @Test
  @SuppressWarnings("NullAway") // what must not be
  void refuseAValueThatLacksWhatEachRowHas() throws IOException {
    RecordTable<List<String>> texts =
        RecordTable.of(
            "texts",
            "A text.",
            Shape.writtenOnly(fields -> fields.text("text", "A text.", list -> list.get(0))),
            "The day.");
    List<Boolean> present = List.of(true, false);
    JavaRDD<Dated<List<String>>> values =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(present, 1)
            .map(one -> new Dated<>(day(0), Arrays.asList(one ? "a" : null)));

    assertThatThrownBy(() -> write(TableRows.of(texts, values)))
        .hasMessageContaining("a row without text");
    assertThat(parquetFiles()).isEmpty();
  }

  @Test
  void ofSeveralTablesAreWrittenInOnePass() throws IOException {
    RandomSamples random = new RandomSamples(9);
    List<Dated<Sample>> samples = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      samples.add(new Dated<>(day(i % 2), random.next()));
    }
    ValueFiles<Sample> all = files("all", (Days) day -> true);
    ValueFiles<Sample> first = files("first", (Days) FIRST::equals);

    List<WrittenFile> written = writeBoth(rdd(samples, TASKS), all, first, Integer.MAX_VALUE);

    assertThat(read(folder.resolve("all"))).containsExactlyInAnyOrderElementsOf(valuesOf(samples));
    assertThat(read(folder.resolve("first")))
        .containsExactlyInAnyOrderElementsOf(
            valuesOf(samples.stream().filter(one -> one.slot().day().equals(FIRST)).toList()));
    assertThat(written).hasSize(3 * TASKS);
    assertThat(parquetFiles()).hasSize(written.size());
  }

  @Test
  void ofSeveralTablesAreAllTakenAway() throws IOException {
    RandomSamples random = new RandomSamples(10);
    List<Dated<Sample>> samples =
        Stream.generate(() -> new Dated<>(day(0), random.next())).limit(100).toList();
    ValueFiles<Sample> all = files("all", (Days) day -> true);
    ValueFiles<Sample> first = files("first", (Days) FIRST::equals);

    assertThatThrownBy(() -> writeBoth(rdd(samples, 1), all, first, 10))
        .hasMessageContaining("the 10th");
    assertThat(parquetFiles()).isEmpty();
  }

  private interface Days extends SlotFilter {
    @Override
    default boolean contains(Slot slot) {
      return contains(slot.day());
    }

    @Override
    default boolean isWhole(LocalDate day) {
      return contains(day);
    }
  }

  /** The middle of a day, counted from the first. */
  private static Slot day(int number) {
    return new Slot(FIRST.plusDays(number), 12);
  }

  private ValueFiles<Sample> files(String name, SlotFilter days) {
    return ValueFiles.of(spark, SAMPLES, folder.resolve(name).toString(), days, NO_DICTIONARY);
  }

  /** Writes all samples into two tables; the task that comes to this one of its samples fails. */
  private static List<WrittenFile> writeBoth(
      JavaRDD<Dated<Sample>> samples,
      ValueFiles<Sample> one,
      ValueFiles<Sample> other,
      int failing) {
    Codec<WrittenFile> codec = Codec.of(WrittenFile::shape);
    return samples
        .mapPartitionsWithIndex(
            (task, partition) -> {
              List<OpenFiles<Sample>> both = List.of(one.open(task), other.open(task));
              try {
                for (int i = 0; partition.hasNext(); i++) {
                  if (i == failing) {
                    throw new IllegalStateException("the " + i + "th");
                  }
                  Dated<Sample> sample = partition.next();
                  for (OpenFiles<Sample> files : both) {
                    files.write(sample.slot(), sample.value());
                  }
                }
                List<WrittenFile> written = new ArrayList<>(both.get(0).close());
                written.addAll(both.get(1).close());
                return Iterators.map(written.iterator(), codec::pack);
              } catch (IOException | RuntimeException failure) {
                both.forEach(files -> files.discard(failure));
                throw failure;
              }
            },
            false)
        .collect()
        .stream()
        .map(codec::unpack)
        .toList();
  }

  private List<WrittenFile> write(List<Dated<Sample>> samples, SlotFilter days) {
    return ParquetFiles.write(
        spark, TableRows.of(SAMPLES, rdd(samples, TASKS)), folder.toString(), days, NO_DICTIONARY);
  }

  private List<WrittenFile> write(TableRows rows) {
    return ParquetFiles.write(spark, rows, folder.toString(), (Days) day -> true, NO_DICTIONARY);
  }

  private JavaRDD<Dated<Sample>> rdd(List<Dated<Sample>> samples, int tasks) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(samples.stream().map(ParquetFilesTest::pack).toList(), tasks)
        .map(ParquetFilesTest::unpack);
  }

  private List<Sample> read() {
    return read(folder);
  }

  private List<Sample> read(Path files) {
    Dataset<Row> rows = spark.read().schema(Rows.schema(SAMPLES.table())).parquet(files.toString());
    return Rows.values(rows, SAMPLES)
        .map(sample -> pack(new Dated<>(day(0), sample)))
        .collect()
        .stream()
        .map(packed -> unpack(packed).value())
        .toList();
  }

  /** Spark cannot carry records by itself. */
  private static byte[] pack(Dated<Sample> sample) {
    ByteWriter out = new ByteWriter();
    out.writeText(String.valueOf(sample.slot().number()));
    out.writeText(sample.value().source());
    out.writeText(sample.value().owner());
    out.write(sample.value(), Sample::shape);
    return out.toBytes();
  }

  private static Dated<Sample> unpack(byte[] packed) {
    ByteReader in = new ByteReader(packed);
    Slot slot = Slot.ofNumber(Long.parseLong(in.readKnownText()));
    in.share(in.readText(), in.readText());
    return new Dated<>(slot, in.read(Sample::shape));
  }

  private static List<Sample> valuesOf(List<Dated<Sample>> samples) {
    return samples.stream().map(Dated::value).toList();
  }

  private List<Path> parquetFiles() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
  }
}
