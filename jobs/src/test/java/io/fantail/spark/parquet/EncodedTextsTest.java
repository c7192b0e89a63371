package io.fantail.spark.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.shape.FieldType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;

class EncodedTextsTest {
  private static final List<String> PARTS =
      List.of("", "a", "b", "Größe", "☃", "😀", "\0", "arn:aws:states:", "x".repeat(300));

  private final EncodedTexts texts = new EncodedTexts();

  @Test
  void areTheBytesOfEachTextWhateverCameBefore() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int parts = random.nextInt(4); parts > 0; parts--) {
        text.append(PARTS.get(random.nextInt(PARTS.size())));
      }
      assertThat(texts.of(text.toString()).getBytes())
          .as("text %d", i)
          .isEqualTo(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void areEncodedOnceWhileTheyAreTheSame() {
    String text = "arn:aws:states:";
    Binary encoded = texts.of(text);

    assertThat(texts.of(text)).isSameAs(encoded);
    assertThat(texts.of("")).isEqualTo(Binary.EMPTY);
    assertThat(texts.of(text)).isEqualTo(encoded);
  }

  @Test
  void areTheWordsOfConstants() {
    Binary word = texts.of(FieldType.TEXT_LIST);

    assertThat(word.toStringUsingUTF8()).isEqualTo("text_list");
    assertThat(texts.of(FieldType.TEXT_LIST)).isSameAs(word);
    assertThat(texts.of(FieldType.TEXT).toStringUsingUTF8()).isEqualTo("text");
  }
}
