package io.fantail.testing.workflow;

/** The types of states; a Distributed Map is a Map in all that its events say. */
enum StateType {
  TASK("Task"),
  PASS("Pass"),
  CHOICE("Choice"),
  WAIT("Wait"),
  SUCCEED("Succeed"),
  FAIL("Fail"),
  PARALLEL("Parallel"),
  MAP("Map"),
  DISTRIBUTED_MAP("Map");

  final String word;

  StateType(String word) {
    this.word = word;
  }
}
