package io.fantail.job.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs queries that do not need each other side by side. Planning a query and committing a table
 * keep one core of the driver busy and Spark idle; on a small archive that is most of the time.
 */
public final class Together {
  private static final int THREADS = 4;

  private Together() {}

  public static void run(Runnable... tasks) {
    call(Arrays.stream(tasks).map(Executors::callable).toList());
  }

  /**
   * The results in the order of the tasks.
   *
   * @throws RuntimeException the first failure, once every task has ended
   */
  public static <T> List<T> call(List<Callable<T>> tasks) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> done : threads.invokeAll(tasks)) {
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
