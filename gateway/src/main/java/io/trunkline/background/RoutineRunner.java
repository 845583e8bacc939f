// SPDX-License-Identifier: Apache-2.0
package io.trunkline.background;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;

/** Runs the routines with db-scheduler while the application runs. */
final class RoutineRunner implements SmartLifecycle {

  /** A node that has been silent for four heartbeats is taken for dead. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private static final int MISSED_HEARTBEATS = 4;

  private final Scheduler scheduler;
  private boolean running;

  /**
   * @param clock says when a routine's pause is over; how often that is asked, the machine
   */
  RoutineRunner(DataSource dataSource, List<Routine> routines, Clock clock) {
    this.scheduler =
        Scheduler.create(dataSource)
            .tableName("trunkline.routines")
            .clock(clock::instant)
            .startTasks(routines.stream().map(RoutineRunner::task).toList())
            .threads(Math.max(1, routines.size()))
            .executorService(Executors.newVirtualThreadPerTaskExecutor())
            .pollingInterval(Duration.ofSeconds(1))
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(Duration.ofSeconds(10))
            .build();
  }

  private static RecurringTask<Void> task(Routine routine) {
    return Tasks.recurring(routine.name(), FixedDelay.of(routine.pause()))
        .execute((instance, context) -> routine.work().run());
  }

  @Override
  public void start() {
    scheduler.start();
    running = true;
  }

  @Override
  public void stop() {
    scheduler.stop();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
