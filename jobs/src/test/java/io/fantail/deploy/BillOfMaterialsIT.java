package io.fantail.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.fantail.deploy.BillOfMaterials.Library;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.util.ComparableVersion;
import org.junit.jupiter.api.Test;
import scala.util.Properties;

/**
 * No library that is known to be vulnerable comes along unnoticed: it is accepted for a reason, or
 * the build fails.
 */
class BillOfMaterialsIT {
  private static final String OF_ALL = "fantail-with-spark.cdx.json";

  /** The launcher has Spark's and Delta's own; those of the tests and in the jar are others. */
  private static final List<String> BY_HAND =
      List.of(
          "com.google.protobuf:protobuf-java",
          "io.delta:delta-kernel-api",
          "io.delta:delta-kernel-defaults");

  private final String line =
      Properties.versionNumberString().startsWith("2.12") ? "spark-3.5" : "spark-4.0";

  private static List<? extends Config> known() {
    return ConfigFactory.parseFile(new File("known-vulnerable.conf")).getConfigList("vulnerable");
  }

  private static boolean isAffected(Config entry, Library library) {
    ComparableVersion version = new ComparableVersion(library.version());
    return library
            .artifact()
            .matches(entry.getString("artifact").replace(".", "\\.").replace("*", "[0-9.]+"))
        && version.compareTo(new ComparableVersion(entry.getString("below"))) < 0
        && (!entry.hasPath("from")
            || version.compareTo(new ComparableVersion(entry.getString("from"))) >= 0);
  }

  /** The versions that an entry accepts for this line. */
  private Set<String> accepted(Config entry) {
    Set<String> versions = new TreeSet<>();
    if (entry.hasPath("accepted")) {
      for (Config each : entry.getConfigList("accepted")) {
        assertThat(each.getString("why")).as("a reason, of %s", entry).endsWith(".").contains(" ");
        assertThat(each.getString("line")).isIn("spark-3.5", "spark-4.0");
        if (each.getString("line").equals(line)) {
          versions.add(each.getString("version"));
        }
      }
    }
    return versions;
  }

  private static Set<Library> libraries() {
    Set<Library> libraries = new LinkedHashSet<>(BillOfMaterials.of(OF_ALL));
    for (String artifact : BY_HAND) {
      String prefix = new Library(artifact, "").name() + "-";
      for (String jar : BillOfMaterials.jars()) {
        String version = jar.replace(prefix, "").replace(".jar", "");
        if (jar.startsWith(prefix) && Character.isDigit(version.charAt(0))) {
          libraries.add(new Library(artifact, version));
        }
      }
    }
    return libraries;
  }

  @Test
  void hasNoVulnerableLibraryThatIsNotAcceptedForAReason() {
    Set<Library> libraries = libraries();
    for (Config entry : known()) {
      Set<String> found = new TreeSet<>();
      libraries.stream()
          .filter(library -> isAffected(entry, library))
          .forEach(library -> found.add(library.version()));
      assertThat(found)
          .as(
              "%s of %s: %s",
              entry.getString("id"), entry.getString("artifact"), entry.getString("what"))
          .isEqualTo(accepted(entry));
    }
  }

  @Test
  void comparesVersionsAsMavenDoes() {
    Config entry =
        ConfigFactory.parseString("artifact = \"g:a_*\", from = \"1.9\", below = \"1.10.0.Final\"");

    assertThat(List.of("1.8.9", "1.9.0", "1.9.10", "1.10.0", "1.10.1"))
        .filteredOn(version -> isAffected(entry, new Library("g:a_2.13", version)))
        .containsExactly("1.9.0", "1.9.10");
    assertThat(isAffected(entry, new Library("g:b_2.13", "1.9.0"))).isFalse();
  }

  /** What the launcher runs is what the bill says, but for what the build puts there by hand. */
  @Test
  void namesEveryJarThatTheLauncherRuns() {
    Set<String> named = new TreeSet<>();
    libraries().forEach(library -> named.add(library.name() + "-" + library.version()));
    List<String> unknown = new ArrayList<>();
    for (String jar : BillOfMaterials.jars()) {
      String name = jar.replaceAll("\\.jar$", "");
      if (named.stream().noneMatch(each -> name.equals(each) || name.startsWith(each + "-"))) {
        unknown.add(jar);
      }
    }

    assertThat(unknown).isEmpty();
  }

  @Test
  void tellsWhatIsInTheJarFromWhatItRunsWith() {
    Set<Library> inside = BillOfMaterials.of("fantail.cdx.json");

    assertThat(BillOfMaterials.of(OF_ALL)).containsAll(inside).hasSizeGreaterThan(inside.size());
    assertThat(inside)
        .extracting(Library::artifact)
        .contains("info.picocli:picocli", "com.typesafe:config", "org.webjars.npm:uplot")
        .noneMatch(artifact -> artifact.startsWith("org.apache.spark:"));
  }
}
