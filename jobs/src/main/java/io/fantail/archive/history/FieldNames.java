package io.fantail.archive.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.text.Json;
import io.fantail.text.Words;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The names of fields as the Step Functions API writes them, whatever a tool made of them: Pascal
 * case (Go, .NET, PowerShell), snake case (Ruby's {@code to_h}, SQL), small letters only (Athena,
 * Hive). Names that the API does not have stay as they are, and so does everything within payloads.
 * The names are those of the API's model of 2016-11-23, and those by which Lambda's {@code
 * GetDurableExecutionHistory} (model of 2015-03-31) tells what stands around the details of an
 * event.
 */
public final class FieldNames {
  /** The suffix of the field that holds the details of an event: one for each type. */
  public static final String DETAILS_SUFFIX = "EventDetails";

  /** Fields of an event. */
  private static final Set<String> OF_EVENTS =
      Words.setOf(
          """
          id type typeAsString timestamp previousEventId executionArn eventTimestamp details
          eventId eventType eventTypeAsString subType parentId
          """);

  /** Fields of the details of an event. */
  private static final Set<String> OF_DETAILS =
      Words.setOf(
          """
          name state resource resourceType region input inputDetails output outputDetails
          parameters parametersDetails truncated included error cause mapRunArn length index
          redriveCount taskCredentials roleArn timeoutInSeconds heartbeatInSeconds
          workerName location assignedVariables assignedVariablesDetails
          stateMachineAliasArn stateMachineVersionArn
          """);

  /** Fields of answers, and of what lists them. */
  private static final Set<String> OF_ANSWERS =
      Words.setOf(
          """
          events executions mapRuns nextToken stateMachineArn startDate stopDate status
          redriveDate redriveStatus redriveStatusReason traceHeader billingDetails itemCount
          itemCounts executionCounts maxConcurrency toleratedFailureCount
          toleratedFailurePercentage resultFiles destinationBucket pending running succeeded
          failed timedOut aborted total resultsWritten failuresNotRedrivable pendingRedrive
          durableExecutions durableExecutionArn startTimestamp nextMarker
          """);

  private static final String SQUEEZED_SUFFIX = "eventdetails";
  private static final int MAX_CHARS = 64;

  private static final Map<String, String> KNOWN = new HashMap<>();
  private static final Map<String, String> SQUEEZED = new HashMap<>();

  static {
    OF_EVENTS.forEach(FieldNames::add);
    OF_DETAILS.forEach(FieldNames::add);
    OF_ANSWERS.forEach(FieldNames::add);
    EventType.fieldsOfDetails().forEach(FieldNames::add);
  }

  private FieldNames() {}

  private static void add(String name) {
    KNOWN.put(name, name);
    SQUEEZED.put(squeezed(name), name);
  }

  /** The API's name of a field that may be spelt otherwise; any other name as it is. */
  public static String ofApi(String name) {
    String known = KNOWN.get(name);
    if (known != null || !mayBeRespelt(name)) {
      return known == null ? name : known;
    }
    String squeezed = squeezed(name);
    String respelt = SQUEEZED.get(squeezed);
    if (respelt != null) {
      return respelt;
    }
    // The details of a type that came later.
    return squeezed.endsWith(SQUEEZED_SUFFIX) && squeezed.length() > SQUEEZED_SUFFIX.length()
        ? camelCase(name)
        : name;
  }

  /** What begins with an underscore is a store's own: {@code __type} of the wire, {@code _id}. */
  private static boolean mayBeRespelt(String name) {
    return !name.isEmpty() && name.length() <= MAX_CHARS && Character.isLetter(name.charAt(0));
  }

  /** Gives the fields of an object the API's names; those within them stay as they are. */
  public static JsonNode respelt(JsonNode object) {
    boolean asItIs = true;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      asItIs &= ofApi(field.getKey()).equals(field.getKey());
    }
    if (asItIs) {
      return object;
    }
    ObjectNode respelt = Json.MAPPER.createObjectNode();
    object.properties().forEach(field -> put(respelt, field.getKey(), field.getValue()));
    return respelt;
  }

  /**
   * Puts a field under the API's name. The first one wins, unless a later one is spelt as the API
   * does: a tool may have added a column of its own.
   */
  static void put(ObjectNode object, String name, JsonNode value) {
    String ofApi = ofApi(name);
    if (ofApi.equals(name) || !object.has(ofApi)) {
      object.set(ofApi, hasNamesOfApi(ofApi) ? respelt(value) : value);
    }
  }

  /** Whether what is within such a field is the API's too, and no payload. */
  private static boolean hasNamesOfApi(String name) {
    return name.endsWith(DETAILS_SUFFIX)
        || name.equals("details")
        || name.equals("itemCounts")
        || name.equals("executionCounts");
  }

  private static String squeezed(String name) {
    StringBuilder squeezed = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '_' && c != '-') {
        squeezed.append(Character.toLowerCase(c));
      }
    }
    return squeezed.toString();
  }

  /** {@code task_resumed_event_details} and {@code TaskResumedEventDetails} alike. */
  private static String camelCase(String name) {
    StringBuilder camel = new StringBuilder(name.length());
    boolean capital = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_' || c == '-') {
        capital = camel.length() > 0;
      } else {
        camel.append(
            camel.length() == 0
                ? Character.toLowerCase(c)
                : capital ? Character.toUpperCase(c) : c);
        capital = false;
      }
    }
    return camel.toString();
  }
}
