package io.fantail.sample.simulation;

import io.fantail.sample.layout.ArchiveSink;
import io.fantail.sample.model.ModelExecution.Status;
import io.fantail.sample.options.Plant;
import io.fantail.sample.options.SampleOptions;
import io.fantail.sample.truth.TruthCollector;
import io.fantail.sample.workflow.ChildScript;
import io.fantail.sample.workflow.PlantedOrderChild;
import io.fantail.sample.workflow.PlantedRun;
import io.fantail.sample.workflow.ShipChild;
import io.fantail.sample.world.ExecutionName;
import io.fantail.sample.world.Payloads;
import io.fantail.sample.world.Randomness;
import io.fantail.sample.world.World;
import java.util.Locale;

/**
 * Plays one parent after the other, each with a Map Run of ProcessOrders and, where errors are
 * planted, one of ShipOrders, and tells the archive and the truth.
 */
public final class FanOutSimulation {
  private static final long HOUR_MILLIS = 3_600_000;
  private static final double SHIP_SHARE = 0.25;
  private static final int LEAST_SLOTS = 12;
  private static final int CHILDREN_PER_SLOT = 800;
  private static final String PROCESS_LABEL = "ProcessOrd1";
  private static final String SHIP_LABEL = "ShipOrders";

  private final SampleOptions options;
  private final ArchiveSink sink;
  private final Chronicle chronicle;
  private final Payloads payloads;
  private final Cast cast;
  private final int mapRuns;
  private final int shipped;

  public FanOutSimulation(SampleOptions options, ArchiveSink sink) {
    this.options = options;
    this.sink = sink;
    this.chronicle = new Chronicle(options, sink);
    this.payloads = new Payloads(options.payloadChars(), Randomness.of(options.seed(), "prose", 0));
    this.cast = Cast.ofFanOut(options, payloads, chronicle::invoked, sink::retired);
    this.mapRuns = options.fanOut().mapRuns();
    boolean ships = options.fanOut().has(Plant.ERROR_FAMILIES);
    this.shipped = ships ? (int) (options.children() * SHIP_SHARE) : 0;
  }

  /** Plays everything; the truth still lacks what only the containers know. */
  public TruthCollector run() {
    long startsAt = options.startsAt().toEpochMilli();
    long free = startsAt;
    for (int number = 0; number < mapRuns; number++) {
      long due = startsAt + HOUR_MILLIS * number / mapRuns;
      // Of two Map Runs at once nothing could tell whose a child is.
      free = parent(number, Math.max(due, free)) + 1_000;
    }
    cast.dismissAll();
    return chronicle.truth();
  }

  private long parent(int number, long at) {
    EventOrder order = new EventOrder(sink::event);
    String own = String.format(Locale.ROOT, "batch-%s-%03d", options.startName(), number + 1);
    ExecutionName name = World.parent(World.ORDER_FANOUT, own);
    Randomness random = Randomness.of(options.seed(), name.arn(), 0);
    Parent parent = new Parent(name, order, cast.task(), payloads, random);
    parent.start(at);
    parent.lambda(Parent.PREPARE);
    process(parent, order, name, number);
    if (shipped > 0) {
      ship(parent, order, name, number);
    }
    parent.lambda(Parent.SUMMARIZE);
    chronicle.finished(parent.succeed());
    order.releaseAll();
    return parent.at();
  }

  private void process(Parent parent, EventOrder order, ExecutionName name, int number) {
    MapRunPlan plan = planOf(PROCESS_LABEL, number, options.children() - shipped);
    String arn = parent.enterMap("ProcessOrders", plan);
    PlantedRun run = new PlantedRun(options, number, plan.children(), arn);
    play(parent, order, plan, new PlantedOrderChild(cast.task(), run));
    chronicle
        .truth()
        .mapRun(arn, plan.label(), "ProcessOrders", name, Status.SUCCEEDED, "time_window");
  }

  private void ship(Parent parent, EventOrder order, ExecutionName name, int number) {
    MapRunPlan plan = planOf(SHIP_LABEL, number, shipped);
    String arn = parent.enterMap("ShipOrders", plan);
    int before = firstOf(number, shipped);
    play(parent, order, plan, new ShipChild(cast.task(), payloads, before, shipped));
    chronicle
        .truth()
        .mapRun(arn, plan.label(), "ShipOrders", name, Status.SUCCEEDED, "time_window");
  }

  private void play(Parent parent, EventOrder order, MapRunPlan plan, ChildScript script) {
    MapRunSimulation children = new MapRunSimulation(options, order, chronicle::finished);
    parent.leaveMap(children.run(plan, script, parent.at()));
  }

  private MapRunPlan planOf(String label, int number, int total) {
    int children = firstOf(number + 1, total) - firstOf(number, total);
    int slots = Math.max(LEAST_SLOTS, children / CHILDREN_PER_SLOT);
    return new MapRunPlan(World.ORDER_FANOUT, label, children, slots).withNumber(number);
  }

  /** How many of all children belong to earlier Map Runs. */
  private int firstOf(int number, int total) {
    return (int) ((long) total * number / mapRuns);
  }
}
