package io.fantail.spark;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.shape.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A record with a field of every kind that a table can hold. */
record Sample(
    @Nullable String source,
    String owner,
    String text,
    @Nullable String textOrNull,
    Colour constant,
    @Nullable Colour constantOrNull,
    LocalDate date,
    String word,
    String id,
    @Nullable String idOrNull,
    boolean flag,
    @Nullable Boolean flagOrNull,
    int integer,
    @Nullable Integer integerOrNull,
    long whole,
    @Nullable Long wholeOrNull,
    double number,
    @Nullable Double numberOrNull,
    Instant time,
    @Nullable Instant timeOrNull,
    @Nullable Duration duration,
    SortedMap<String, String> texts,
    SortedMap<String, Long> counts,
    List<String> textList,
    List<Long> wholes,
    Inner inner,
    @Nullable Inner innerOrNull,
    Inner innerOrUsual) {
  enum Colour {
    RED,
    DARK_GREEN
  }

  static final Vocabulary WORDS = new Vocabulary(List.of("", "TaskScheduled", "TaskFailed"));

  static Sample shape(Fields<Sample> fields) {
    return new Sample(
        fields.column("source", "Where it is from.").shared(Sample::source),
        fields.column("owner", "Whose it is.").sharedText(Sample::owner),
        fields.column("text", "A text.").text(Sample::text),
        fields.column("text_or_null", "A text, or none.").textOrNull(Sample::textOrNull),
        fields.column("constant", "A colour.").constant(Colour.values(), Sample::constant),
        fields
            .column("constant_or_null", "A colour, or none.")
            .constantOrNull(Colour.values(), Sample::constantOrNull),
        fields.column("date", "A date.").field(FieldType.DAY, Sample::date),
        fields.column("word", "A word.").word(WORDS, Sample::word),
        fields.column("id", "An id.").field(FieldType.SPAN_ID, Sample::id),
        fields
            .column("id_or_null", "An id, or none.")
            .fieldOrNull(FieldType.SPAN_ID, Sample::idOrNull),
        fields.column("flag", "Whether it is.").flag(Sample::flag),
        fields
            .column("flag_or_null", "Whether it is, if known.")
            .fieldOrNull(FieldType.FLAG, Sample::flagOrNull),
        fields.column("integer", "A number.").integer(Sample::integer),
        fields.column("integer_or_null", "A number.").integerOrNull(Sample::integerOrNull),
        fields.column("whole", "A number.").whole(Sample::whole),
        fields
            .column("whole_or_null", "A number.")
            .fieldOrNull(FieldType.WHOLE, Sample::wholeOrNull),
        fields.column("number", "A number.").field(FieldType.NUMBER, Sample::number),
        fields.column("number_or_null", "A number.").numberOrNull(Sample::numberOrNull),
        fields.column("time", "A time.").time(Sample::time),
        fields.column("time_or_null", "A time, or none.").timeOrNull(Sample::timeOrNull),
        fields.column("duration_ms", "How long.").durationOrNull(Sample::duration),
        fields.column("texts", "Texts by name.").texts(Sample::texts),
        fields.column("counts", "Numbers by name.").counts(Sample::counts),
        fields.column("text_list", "Texts.").textList(Sample::textList),
        LongStream.of(
                fields
                    .column("wholes", "Numbers.")
                    .wholeList(
                        sample -> sample.wholes().stream().mapToLong(Long::longValue).toArray()))
            .boxed()
            .toList(),
        fields.record(Sample::inner, Inner::shape),
        fields.recordOrNull(Sample::innerOrNull, Inner::otherShape),
        fields.recordOr(Inner.USUAL, Sample::innerOrUsual, Inner::usualShape));
  }
}
