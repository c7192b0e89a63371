package io.fantail.archive.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fantail.text.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTest {
  private static Place place(String json) throws JsonProcessingException {
    return Place.in(Json.tree(json.replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'log_stream':'s'}                              | s      | false",
        "{'log_stream':'s','container_id':'c'}           | s      | false",
        "{'container_id':'c'}                            | c      | true",
        "{'kubernetes':{'pod_name':'p'}}                 | p      | true",
        "{'log_group':'/my/app','container_id':'c'}      | c      | false",
        "{'_id':'A','source':'docker','host':'h'}        | h      | true",
        "{'_id':'A','source':'lambda','host':'h'}        |        | false",
        "{}                                              |        | false",
      })
  void saysOfItselfWhetherItIsForeign(String json, String stream, boolean isForeign)
      throws JsonProcessingException {
    assertThat(place(json).logStream()).isEqualTo(stream);
    assertThat(place(json).isForeign()).isEqualTo(isForeign);
  }

  @Test
  void takesWhatItLeavesOpenFromThePlaceAround() throws JsonProcessingException {
    Place around = place("{'logGroup':'g','logStream':'s','owner':'1'}");

    assertThat(place("{}").orElse(around)).isEqualTo(around);
    assertThat(place("{'logStream':'own'}").orElse(around))
        .isEqualTo(new Place("g", "own", false, "1"));
    assertThat(place("{'owner':'2'}").orElse(place("{'container_id':'c'}")))
        .isEqualTo(new Place(null, "c", true, "2"));
  }
}
