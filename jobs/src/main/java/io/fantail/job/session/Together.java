package io.fantail.job.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs queries that do not need each other side by side. Planning a query and committing a table
 * keep one core of the driver busy and Spark idle; on a small archive that is most of the time.
 * Each method returns when every task has ended, and then throws the first failure.
 */
public final class Together {
  private static final int THREADS = 4;

  private Together() {}

  /** Runs tasks that return nothing. */
  public static void run(List<Runnable> tasks) {
    map(
        tasks,
        task -> {
          task.run();
          return task;
        });
  }

  /** Returns the result of one task, beside which another runs. */
  public static <T> T resultOf(Supplier<T> wanted, Runnable beside) {
    List<Supplier<Optional<T>>> tasks =
        List.of(
            () -> Optional.of(wanted.get()),
            () -> {
              beside.run();
              return Optional.empty();
            });
    return map(tasks, Supplier::get).get(0).orElseThrow();
  }

  /** Returns the results in the order of the items. */
  public static <S, T> List<T> map(List<S> items, Function<S, T> task) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<T>> calls = new ArrayList<>();
      items.forEach(item -> calls.add(() -> task.apply(item)));
      List<T> results = new ArrayList<>();
      for (Future<T> done : threads.invokeAll(calls)) {
        results.add(done.get());
      }
      return results;
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      throw cause instanceof RuntimeException unchecked
          ? unchecked
          : new IllegalStateException(cause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopped);
    } finally {
      threads.shutdownNow();
    }
  }
}
