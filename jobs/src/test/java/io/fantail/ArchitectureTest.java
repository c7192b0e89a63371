package io.fantail;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.text.SimpleDateFormat;
import java.time.Clock;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The walls between the packages. A failure here is answered by moving code, not by an exception.
 */
@AnalyzeClasses(packages = "io.fantail", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  /** In the order of the data. A package may import those before it, and no other. */
  private static final List<String> FLOW =
      List.of(
          "text", "shape", "spark", "archive", "event", "span", "trace", "report", "table", "view",
          "look", "job");

  private static final int MOST_CLASSES = 20;

  /** Packages in which classes know each other in a circle, and why; every other one has none. */
  private static final Map<String, String> WITH_CIRCLES =
      Map.of(
          "event", "a sealed interface and its records name each other",
          "shape", "a shape walks fields, and a field may have a shape",
          "event.policy", "JSON may stand in text and text in JSON, to any depth",
          "sample.logs", "not cut yet",
          "sample.model", "not cut yet",
          "sample.world", "not cut yet");

  /**
   * The rooms that know how Spark moves records (Kryo's bytes, pairs, internal rows), and how many
   * of their classes do. The query guard looks into plans, which is no moving of records.
   */
  private static final Map<String, Integer> PLUMBING =
      Map.of("spark", 9, "spark.parquet", 2, "job.query", 1);

  private static final Set<String> PLUMBING_TYPES =
      Set.of("scala.Tuple2", "org.apache.spark.sql.catalyst.InternalRow");

  @ArchTest
  static void importsPointUpTheFlow(JavaClasses fantail) {
    for (int i = 0; i < FLOW.size(); i++) {
      noClasses()
          .that()
          .resideInAPackage(inside(FLOW.get(i)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(inside(FLOW.subList(i + 1, FLOW.size())))
          .because("data flows down the list " + FLOW + ", imports point up it")
          .allowEmptyShould(true)
          .check(fantail);
    }
  }

  @ArchTest
  static final ArchRule onlyJobsMakeSamples =
      noClasses()
          .that()
          .resideOutsideOfPackages(inside("job"), inside("sample"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(inside("sample"))
          .because("what reads archives must not know how a sample was made")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule samplesHaveAFrontDoor =
      noClasses()
          .that()
          .resideInAPackage(inside("job"))
          .should()
          .dependOnClassesThat(
              resideInAPackage(inside("sample"))
                  .and(
                      resideOutsideOfPackages(
                          "io.fantail.sample",
                          "io.fantail.sample.options",
                          "io.fantail.sample.truth")))
          .because("a command asks for a sample by its options; how it is made is its own affair");

  @ArchTest
  static final ArchRule samplesStandAlone =
      noClasses()
          .that()
          .resideInAPackage(inside("sample"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(inside(FLOW))
          .because("a sample that shares code with its reader would share its mistakes");

  @ArchTest
  static final ArchRule packagesKnowEachOtherInOneDirection =
      slices()
          .matching("io.fantail.(**)")
          .should()
          .beFreeOfCycles()
          .because("of two packages in a circle neither can be read, tested or moved alone");

  @ArchTest
  static void classesKnowEachOtherInOneDirection(JavaClasses fantail) {
    Set<String> packages = classesByPackage(fantail, type -> true).keySet();
    assertThat(packages).containsAll(WITH_CIRCLES.keySet());
    for (String name : packages) {
      if (WITH_CIRCLES.containsKey(name)) {
        continue;
      }
      slices()
          .assignedFrom(topLevelClassesOf("io.fantail." + name))
          .should()
          .beFreeOfCycles()
          .because("of two classes in a circle neither can be understood alone")
          .check(fantail);
    }
  }

  @ArchTest
  static void packagesAreReadAtOneSitting(JavaClasses fantail) {
    assertThat(largerThan(MOST_CLASSES, classesByPackage(fantail, type -> true)))
        .as("packages of more than " + MOST_CLASSES + " classes")
        .isEmpty();
  }

  @ArchTest
  static void plumbingStaysWhereItIs(JavaClasses fantail) {
    assertThat(largerThan(0, classesByPackage(fantail, ArchitectureTest::isPlumbing)))
        .as("classes that know Kryo, pairs or internal rows; write down what became smaller")
        .isEqualTo(PLUMBING);
  }

  @ArchTest
  static final ArchRule everyClassHasAPlace =
      classes()
          .that()
          .doNotHaveSimpleName("package-info")
          .should()
          .resideInAnyPackage(inside(Stream.concat(FLOW.stream(), Stream.of("sample")).toList()))
          .because("a class beside the flow would escape these rules")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule sparkStaysAtTheEdges =
      noClasses()
          .that()
          .resideInAnyPackage(inside(List.of("event", "span", "trace", "report")))
          .and(arePlain())
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.spark..")
          .because("what decides is plain Java, tested in milliseconds; *Rows and *Stage carry it")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule textStandsAlone =
      noClasses()
          .that()
          .resideInAPackage(inside("text"))
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.fantail..")
                  .and(resideOutsideOfPackages(inside("text")))
                  .or(resideInAPackage("org.apache.spark.."))
                  .or(resideInAPackage("com.esotericsoftware..")))
          .because("how JSON, a time or an id is read is the same for everybody");

  @ArchTest
  static final ArchRule onlyJobsPrint =
      noClasses()
          .that()
          .resideOutsideOfPackage(inside("job"))
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("stdout is a command's result: a stray line breaks --json")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyJobsKnowTheTime =
      noClasses()
          .that()
          .resideOutsideOfPackage(inside("job"))
          .should()
          .accessTargetWhere(readsTheWallClock())
          .because("work that depends on the hour cannot be done again: job passes the time in")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule timeIsJavaTime =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Date.class, Calendar.class, SimpleDateFormat.class)
          .because("they change in their readers' hands and carry the machine's time zone")
          .allowEmptyShould(true);

  /** Top-level classes of each package, by its name below {@code io.fantail}. */
  private static Map<String, Set<String>> classesByPackage(
      JavaClasses classes, Predicate<JavaClass> chosen) {
    return classes.stream()
        .filter(type -> !type.getSimpleName().equals("package-info"))
        .filter(chosen)
        .collect(
            Collectors.groupingBy(
                type -> type.getPackageName().replaceFirst("io\\.fantail\\.", ""),
                Collectors.mapping(ArchitectureTest::topLevelNameOf, Collectors.toSet())));
  }

  private static Map<String, Integer> largerThan(int most, Map<String, Set<String>> packages) {
    return packages.entrySet().stream()
        .filter(one -> one.getValue().size() > most)
        .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().size()));
  }

  private static boolean isPlumbing(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .map(dependency -> dependency.getTargetClass().getName())
        .anyMatch(
            name -> name.startsWith("com.esotericsoftware.kryo.") || PLUMBING_TYPES.contains(name));
  }

  /** A class with those nested in it is one slice, and what is elsewhere none. */
  private static SliceAssignment topLevelClassesOf(String packageName) {
    return new SliceAssignment() {
      @Override
      public String getDescription() {
        return "the classes of " + packageName;
      }

      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return type.getPackageName().equals(packageName)
            ? SliceIdentifier.of(topLevelNameOf(type))
            : SliceIdentifier.ignore();
      }
    };
  }

  private static String topLevelNameOf(JavaClass type) {
    return type.getName().replaceFirst("\\$.*", "");
  }

  private static String inside(String name) {
    return "io.fantail." + name + "..";
  }

  private static String[] inside(List<String> names) {
    return names.stream().map(ArchitectureTest::inside).toArray(String[]::new);
  }

  private static DescribedPredicate<JavaClass> arePlain() {
    return DescribedPredicate.describe(
        "are not named *Rows or *Stage",
        type -> {
          String topLevel = topLevelNameOf(type);
          return !topLevel.endsWith("Rows") && !topLevel.endsWith("Stage");
        });
  }

  private static DescribedPredicate<JavaAccess<?>> readsTheWallClock() {
    return DescribedPredicate.describe(
        "it is a reading of the wall clock",
        access -> {
          JavaClass owner = access.getTargetOwner();
          String name = access.getName();
          return switch (name) {
            case "now" -> owner.getPackageName().startsWith("java.time") && !isGivenClock(access);
            case "currentTimeMillis" -> owner.isEquivalentTo(System.class);
            default -> owner.isEquivalentTo(Clock.class) && name.startsWith("system");
          };
        });
  }

  /** Instant.now(clock) reads no wall: whoever made the clock decided what it says. */
  private static boolean isGivenClock(JavaAccess<?> access) {
    return access.getTarget() instanceof CodeUnitAccessTarget target
        && target.getRawParameterTypes().stream()
            .anyMatch(type -> type.isEquivalentTo(Clock.class));
  }
}
