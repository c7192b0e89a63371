package io.fantail.archive.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.archive.json.JsonStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Outlines what one object says about histories, of its own or of the objects beside it.
 *
 * @param histories in their order, which is the order of {@link HistoryWalk}
 * @param answers other documents of the API: descriptions, listings
 * @param whole false where something in the object is torn or cut off
 */
record ObjectOutline(List<HistoryOutline> histories, List<JsonNode> answers, boolean whole) {

  /** Reads everything, and goes on behind damage as the reading of the events will. */
  static ObjectOutline of(InputStream in) {
    return read(in, true);
  }

  /** Reads up to the first damage: what comes behind it may be anything. */
  static ObjectOutline ofSibling(InputStream in) {
    return read(in, false);
  }

  private static ObjectOutline read(InputStream in, boolean behindDamage) {
    List<HistoryOutline> histories = new ArrayList<>();
    List<JsonNode> answers = new ArrayList<>();
    boolean whole = true;
    try (JsonStream json = new JsonStream(in)) {
      HistoryWalk walk = new HistoryWalk(json);
      while (true) {
        try {
          HistoryWalk.Step step = walk.next();
          if (step == null) {
            return new ObjectOutline(histories, answers, whole);
          }
          add(step, histories, answers);
        } catch (JsonProcessingException damage) {
          whole = false;
          if (!behindDamage) {
            return new ObjectOutline(histories, answers, false);
          }
          walk.forgetRoot();
          json.skipDamage(damage);
        }
      }
    } catch (IOException damage) {
      // The reading of the events meets the same damage and reports it.
      return new ObjectOutline(histories, answers, false);
    }
  }

  private static void add(
      HistoryWalk.Step step, List<HistoryOutline> histories, List<JsonNode> answers) {
    switch (step.kind()) {
      case ITEM -> {
        while (histories.size() <= step.history()) {
          histories.add(new HistoryOutline());
        }
        histories.get(step.history()).add(step.json());
        addAnswer(step.json(), answers);
      }
      case DOCUMENT -> addAnswer(step.json(), answers);
      case END_OF_WRAPPER ->
          histories
              .subList(Math.min(step.history(), histories.size()), histories.size())
              .forEach(history -> history.wrappedIn(step.executionArn(), step.nextToken()));
      case EMPTY_HISTORY, EMPTY_LIST, NO_DOCUMENT -> {
        // Says nothing of any history.
      }
    }
  }

  private static void addAnswer(JsonNode json, List<JsonNode> answers) {
    if (ApiAnswer.isOne(json)) {
      answers.add(json);
    }
  }
}
