package io.fantail.report.factor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.report.trait.Child;
import io.fantail.report.trait.Factor;
import io.fantail.report.trait.MapRunOrigin;
import io.fantail.report.trait.Trait;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Only the first invocation in a sandbox says which runtime it has. */
class RuntimeOfSandboxTest {
  private final Traits traits = new Traits();
  private final ChildColumns columns =
      new ChildColumns(traits, new MapRunOrigin("run", List.of()), 1, 1);

  private void add(Trait... ofChild) {
    columns.add(new Child("child", 1, 0, 1, -1, -1, List.of(ofChild)));
  }

  private static Trait sandbox(String name) {
    return new Trait(Factor.LOG_STREAM, name);
  }

  private static Trait runtime(String version) {
    return new Trait(Factor.RUNTIME_VERSION, version);
  }

  private List<String> runtimesOf(ComparedRun run, int child) {
    List<String> found = new ArrayList<>();
    for (int i = run.firstTrait()[child]; i < run.firstTrait()[child + 1]; i++) {
      Trait trait = traits.trait(run.traits()[i]);
      if (trait.factor() == Factor.RUNTIME_VERSION) {
        found.add(trait.value());
      }
    }
    return found;
  }

  @Test
  void isThatOfAllChildrenInIt() {
    add(sandbox("a"));
    add(sandbox("a"), runtime("python:3.12.v36"));
    add(sandbox("b"), runtime("python:3.12.v37"));
    add(sandbox("a"), sandbox("b"));
    add(sandbox("c"));
    add();
    ComparedRun run = columns.built();

    assertThat(runtimesOf(run, 0)).containsExactly("python:3.12.v36");
    assertThat(runtimesOf(run, 1)).containsExactly("python:3.12.v36");
    assertThat(runtimesOf(run, 2)).containsExactly("python:3.12.v37");
    assertThat(runtimesOf(run, 3)).as("of two sandboxes").isEmpty();
    assertThat(runtimesOf(run, 4)).as("where nobody said").isEmpty();
    assertThat(runtimesOf(run, 5)).as("without a log").isEmpty();
  }
}
