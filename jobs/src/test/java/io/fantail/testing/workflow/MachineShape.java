package io.fantail.testing.workflow;

import java.util.List;

/** The definition of a state machine. */
record MachineShape(String name, List<StateShape> states) {}
