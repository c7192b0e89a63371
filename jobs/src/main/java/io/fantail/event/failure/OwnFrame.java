package io.fantail.event.failure;

import io.fantail.text.Words;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds in a stack trace the function's own frame that is nearest to where the failure was thrown:
 * file and function, without lines, as each deployment moves them. Frames of the runtime, of the
 * language and of libraries are not the function's own. The forms are those of Lambda's runtimes.
 */
final class OwnFrame {
  private static final List<String> RUNTIME_FOLDERS =
      List.of(
          "/var/runtime/", "/var/lang/", "/usr/", "/opt/", "node:", "internal/", "<", "runtime/");

  private static final List<String> LIBRARY_FOLDERS =
      List.of(
          "node_modules/",
          "site-packages/",
          "dist-packages/",
          "/gems/",
          "vendor/",
          "aws-lambda-go",
          "/src/runtime/");

  /** Libraries of Python that lie beside the function's own files. */
  private static final Set<String> PYTHON_LIBRARIES =
      Words.setOf(
          """
          aiobotocore aiohttp anyio asyncio aws_lambda_powertools aws_xray_sdk awslambdaric boto3
          botocore certifi concurrent datadog_lambda ddtrace django elasticsearch fastapi flask
          google grpc httpcore httpx jinja2 json jmespath jsonschema mangum numpy opensearchpy
          opentelemetry pandas psycopg psycopg2 pydantic pymongo pymysql pyarrow redis requests
          s3transfer sentry_sdk sqlalchemy starlette stripe tenacity urllib3 werkzeug wrapt
          """);

  /** What classes of the runtime and of libraries begin with. */
  private static final Set<String> LIBRARY_PACKAGES =
      Words.setOf(
          """
          java javax jdk sun com.sun kotlin kotlinx scala groovy clojure lambdainternal jakarta
          com.amazonaws software.amazon org.springframework org.apache org.hibernate com.fasterxml
          com.google io.netty io.micronaut io.quarkus io.vertx org.slf4j okhttp3 reactor com.zaxxer
          org.postgresql com.mysql System Microsoft Amazon Newtonsoft AWSSDK
          """);

  private static final Set<String> JAVA_SOURCES =
      Set.of("Native Method", "Unknown Source", "java", "kt", "scala", "groovy", "clj");

  private static final String TASK = "/var/task/";
  private static final String FILE_URL = "file://";
  private static final String PYTHON = "File \"";
  private static final String RUBY = ":in ";
  private static final int SHORTEST_NAME = 3;
  private static final int MOST_FRAMES = 80;

  private OwnFrame() {}

  /**
   * File and function, or null where no frame is the function's own.
   *
   * @param cut whether frames may be missing at the end, which in Python are the nearest
   */
  static @Nullable String of(List<String> frames, boolean cut) {
    boolean python = frames.stream().limit(SHORTEST_NAME).anyMatch(line -> line.contains(PYTHON));
    if (python && cut) {
      return null;
    }
    for (int i = 0; i < Math.min(frames.size(), MOST_FRAMES); i++) {
      String own = ownIn(frames.get(python ? frames.size() - 1 - i : i).strip());
      if (own != null) {
        return own;
      }
    }
    return null;
  }

  private static @Nullable String ownIn(String line) {
    if (line.startsWith(PYTHON)) {
      return ofPython(line);
    }
    boolean at = line.startsWith("at ");
    String frame = at ? line.substring(3) : line;
    int open = frame.lastIndexOf('(');
    if (open > 0 && frame.endsWith(")")) {
      String source = frame.substring(open + 1, frame.length() - 1);
      if (isJavaSource(source)) {
        return ofMethod(frame.substring(frame.lastIndexOf('/', open) + 1, open));
      }
      String file = withoutLines(source);
      if (file.length() < source.length()) {
        return ofFile(file, frame.substring(0, open));
      }
    }
    if (at) {
      String file = withoutLines(frame);
      int arguments = frame.indexOf('(');
      return file.length() < frame.length() && arguments < 0
          ? ofFile(file, null)
          : arguments < 0 ? null : ofMethod(frame.substring(0, arguments));
    }
    int ruby = frame.indexOf(RUBY);
    if (ruby > 0) {
      return ofFile(withoutLines(frame.substring(0, ruby)), frame.substring(ruby + RUBY.length()));
    }
    // Go prints a panic's frames as text; those of the function are of the package main.
    return frame.startsWith("main.") && open > 0 ? frame.substring(0, open) : null;
  }

  private static @Nullable String ofPython(String line) {
    int end = line.indexOf('"', PYTHON.length());
    if (end < 0) {
      return null;
    }
    int in = line.indexOf(", in ", end);
    int newLine = line.indexOf('\n', end);
    return ofFile(
        line.substring(PYTHON.length(), end),
        in < 0 ? null : line.substring(in + 5, newLine < in ? line.length() : newLine));
  }

  private static boolean isJavaSource(String source) {
    int colon = source.indexOf(':');
    String file = colon < 0 ? source : source.substring(0, colon);
    return JAVA_SOURCES.contains(file.substring(file.lastIndexOf('.') + 1));
  }

  /** The text without the numbers of line and column at its end. */
  private static String withoutLines(String place) {
    int end = place.length();
    for (int colon = place.lastIndexOf(':'); colon > 0; colon = place.lastIndexOf(':', end - 1)) {
      for (int i = colon + 1; i < end; i++) {
        if (!Character.isDigit(place.charAt(i))) {
          return place.substring(0, end);
        }
      }
      end = colon;
    }
    return place.substring(0, end);
  }

  private static @Nullable String ofFile(String file, @Nullable String function) {
    String path = file.startsWith(FILE_URL) ? file.substring(FILE_URL.length()) : file;
    if (RUNTIME_FOLDERS.stream().anyMatch(path::startsWith)
        || LIBRARY_FOLDERS.stream().anyMatch(path::contains)) {
      return null;
    }
    String own = path.startsWith(TASK) ? path.substring(TASK.length()) : path;
    int slash = own.indexOf('/');
    boolean library =
        slash > 0 && own.endsWith(".py") && PYTHON_LIBRARIES.contains(own.substring(0, slash));
    return library ? null : own + " " + stable(function);
  }

  private static @Nullable String ofMethod(String method) {
    for (int dot = method.indexOf('.'); dot > 0; dot = method.indexOf('.', dot + 1)) {
      if (LIBRARY_PACKAGES.contains(method.substring(0, dot))) {
        return null;
      }
    }
    if (method.startsWith("lambda_method")) {
      return null;
    }
    int generated = method.indexOf("$$");
    return withoutDigits(generated < 0 ? method : method.substring(0, generated));
  }

  /** A name of one or two letters is a minifier's, and another one tomorrow. */
  private static String stable(@Nullable String function) {
    String name = function == null ? "" : withoutDigits(function.strip());
    String bare = name.startsWith("async ") ? name.substring("async ".length()) : name;
    return bare.length() - bare.lastIndexOf('.') - 1 < SHORTEST_NAME ? "" : bare;
  }

  private static String withoutDigits(String name) {
    StringBuilder kept = new StringBuilder(name.length());
    name.chars().filter(c -> c < '0' || c > '9').forEach(c -> kept.append((char) c));
    return kept.toString();
  }
}
