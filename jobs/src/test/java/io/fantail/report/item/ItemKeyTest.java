package io.fantail.report.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.text.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemKeyTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        // ItemReader: listObjectsV2, and an inventory
        "{\"Key\":\"in/a b.csv\",\"Size\":12,\"LastModified\":1,\"ETag\":\"x\"} | in/a b.csv",
        "{\"Bucket\":\"photos\",\"Key\":\"in/a.csv\",\"Size\":\"12\"} | s3://photos/in/a.csv",
        "{\"bucket\":\"photos\",\"key\":\"a\"} | s3://photos/a",
        "{\"bucketName\":\"photos\",\"s3Key\":\"a\",\"id\":7} | s3://photos/a",
        // ItemReader: JSON, JSON Lines, CSV
        "{\"id\":17,\"customerId\":\"c-1\"} | 17",
        "{\"ID\":\"x\"} | x",
        "{\"_id\":\"x\",\"amount\":3} | x",
        "{\"orderId\":\"o-17\",\"amount\":3} | o-17",
        "{\"order_id\":\"o-17\",\"customer_id\":\"c-3\"} | o-17",
        "{\"order-id\":\"o-17\",\"traceId\":\"1-2\",\"parentId\":\"arn:aws:states:x\"} | o-17",
        "{\"messageId\":\"m\",\"body\":\"{}\"} | m",
        "\"alpha\" | alpha",
        "\"s3://b/in/a.csv\" | s3://b/in/a.csv",
        "17 | 17",
        // ItemSelector: $$.Map.Item.Value in a field of its own
        "{\"index\":1,\"source\":\"STATE_DATA\",\"value\":{\"id\":\"v\"},\"parentId\":\"arn:x\"} | v",
        "{\"ContextIndex\":0,\"ContextValue\":{\"Key\":\"in/a.csv\"}} | in/a.csv",
        "{\"value\":\"alpha\",\"run\":3} | alpha"
      })
  void isWhatTheItemIsCalled(String item, String key) throws Exception {
    assertThat(textOf(item)).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"orderId\":\"o-17\",\"invoiceId\":\"i-3\"}",
        "{\"n\":1,\"paid\":true,\"grid\":4,\"valid\":\"yes\"}",
        "{\"customerId\":\"c-1\",\"executionId\":\"arn:x\",\"tenantId\":\"t\"}",
        "{\"value\":{\"n\":1},\"item\":{\"id\":2}}",
        "{\"id\":\"\"}",
        "{\"id\":\"  \"}",
        "{\"id\":\"***\"}",
        "{\"id\":{\"id\":1}}",
        "{\"id\":1.5}",
        "{\"id\":null}",
        "{}",
        "[1]",
        "[{\"id\":1}]",
        "true",
        "null",
        "1.25",
        "\"\"",
        "\"***\""
      })
  void isNullWhereNoneIsCertain(String item) throws Exception {
    assertThat(textOf(item)).isNull();
  }

  @Test
  void isNoLongerThanAKeyOfS3() throws Exception {
    assertThat(textOf("\"" + "x".repeat(1_024) + "\"")).hasSize(1_024);
    assertThat(textOf("\"" + "x".repeat(1_025) + "\"")).isNull();
  }

  private static @Nullable String textOf(String item) throws Exception {
    ItemKey key = ItemKey.of(Json.tree(item));
    return key == null ? null : key.text();
  }
}
