package io.fantail.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.shape.Dated;
import io.fantail.shape.Fields;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Shape;
import io.fantail.shape.Slot;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Samples with fields of all kinds, through bytes and rows and back. */
class RandomSamplesTest {
  private static final int SAMPLES = 10_000;
  private static final RecordTable<Sample> TABLE =
      RecordTable.of("samples", "A sample.", Sample::shape, "The day.");

  /** With what no table holds. */
  private record Several(Sample sample, List<Inner> inners) {
    static Several shape(Fields<Several> fields) {
      return new Several(
          fields.record(Several::sample, Sample::shape),
          fields.list(Several::inners, Inner::shape));
    }
  }

  @Test
  void comeBackOutOfBytes() {
    RandomSamples random = new RandomSamples(1);
    for (int i = 0; i < SAMPLES; i++) {
      Several several =
          new Several(random.next("file:/a.gz", "orders"), random.list(random::inner));
      ByteWriter out = new ByteWriter();
      out.write(several, Several::shape);
      ByteReader in = new ByteReader(out.toBytes());
      in.share("file:/a.gz", "orders");

      assertThat(in.read(Several::shape)).as("sample %d", i).isEqualTo(several);
      assertThat(in.hasNext()).isFalse();
    }
  }

  @Test
  void comeBackOutOfRows() {
    StructType schema = Rows.schema(TABLE.table());
    UnsafeProjection projection = UnsafeProjection.create(schema);
    // One of each for all rows, as in a task.
    RowWriter<Dated<Sample>> writer =
        new RowWriter<>(Datasets.withDay(Sample::shape), schema.size());
    RowReader<Sample> reader = new RowReader<>(Sample::shape);
    RandomSamples random = new RandomSamples(2);
    for (int i = 0; i < SAMPLES; i++) {
      Sample sample = random.next();
      InternalRow row = writer.row(new Dated<>(new Slot(LocalDate.ofEpochDay(i), 0), sample));

      assertThat(reader.value(row)).as("sample %d", i).isEqualTo(sample);
      InternalRow unsafe = projection.apply(row);
      assertThat(reader.value(unsafe)).as("sample %d", i).isEqualTo(sample);
      assertThat(unsafe.getInt(schema.fieldIndex("day"))).isEqualTo(i);
    }
  }

  @Test
  void standOneBehindTheOtherAndShareTexts() {
    RandomSamples random = new RandomSamples(3);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      samples.add(random.next(null, "orders"));
    }
    ByteWriter out = new ByteWriter();
    out.writeText("orders");
    out.writeAll(samples, Sample::shape);
    out.writeByte(-7);
    out.writeText(null);
    int size = out.size();

    ByteReader in = new ByteReader(out.toBytes());
    in.share(null, in.readKnownText());
    assertThat(in.readAll(Sample::shape)).isEqualTo(samples);
    assertThat(in.readByte()).isEqualTo(-7);
    assertThat(in.readText()).isNull();
    assertThat(in.hasNext()).isFalse();
    assertThat(size).isEqualTo(out.toBytes().length);
    assertThat(out.toBytes())
        .as("shared texts stand once")
        .containsSequence(Texts.CODEC.pack("orders"));
  }

  @Test
  void refuseASharedTextThatMustBeAndIsNot() {
    ByteWriter out = new ByteWriter();
    out.write(new RandomSamples(4).next("file:/a.gz", "orders"), Sample::shape);
    ByteReader in = new ByteReader(out.toBytes());
    in.share("file:/a.gz", null);

    assertThatThrownBy(() -> in.read(Sample::shape))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("a shared text");
  }

  @Test
  void canBeLeftOut() {
    RandomSamples random = new RandomSamples(5);
    List<Sample> samples = Stream.generate(() -> random.next(null, "")).limit(50).toList();
    ByteWriter out = new ByteWriter();
    for (Sample sample : samples) {
      out.writeByte(sample.flag() ? 1 : 0);
      out.writeSkippable(sample, Sample::shape);
    }
    List<Sample> read = new ArrayList<>();
    ByteReader in = new ByteReader(out.toBytes());
    in.share(null, "");
    while (in.hasNext()) {
      assertThat(in.peek()).isBetween(0, 1);
      if (in.readByte() == 1) {
        in.readLength();
        read.add(in.read(Sample::shape));
      } else {
        in.skip(in.readLength());
      }
    }

    assertThat(read).isNotEmpty().isEqualTo(samples.stream().filter(Sample::flag).toList());
  }

  @Test
  void haveAColumnForEachFieldAndTheDayBehind() {
    assertThat(Rows.schema(TABLE.table()).fields())
        .extracting(StructField::toDDL)
        .contains(
            "text STRING NOT NULL COMMENT 'A text.'",
            "text_or_null STRING COMMENT 'A text, or none.'",
            "duration_ms DOUBLE COMMENT 'How long.'",
            "whole_or_null BIGINT COMMENT 'A number.'",
            "texts MAP<STRING, STRING> COMMENT 'Texts by name.'",
            "wholes ARRAY<BIGINT> NOT NULL COMMENT 'Numbers.'",
            "name STRING NOT NULL COMMENT 'Its name.'",
            "other_name STRING COMMENT 'Its name.'",
            "other_tags ARRAY<STRING> COMMENT 'Its tags.'",
            "usual_name STRING NOT NULL COMMENT 'Its name.'",
            "day DATE NOT NULL COMMENT 'The day.'");
  }

  @Test
  void areNeverRowsOfLists() {
    Shape<List<Inner>> list = fields -> fields.list(inners -> inners, Inner::shape);

    assertThatThrownBy(() -> new RowWriter<>(list, 1).row(List.of()))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("no column holds records");
  }
}
