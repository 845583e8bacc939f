// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.clock;

import io.trunkline.emulator.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The time of this world, and everything that happens later in it. It goes as fast as the machine's
 * clock, faster, or not at all, and it can be moved forward: then all that becomes due happens at
 * once, in the order of its time, each at its own instant.
 *
 * <p>What is due happens on one thread, one after the other: a task must be short.
 */
public final class EmulatorClock implements AutoCloseable {
  /** How far it is moved at a time, and how much later anything is to happen, at most. */
  public static final Duration FARTHEST = Duration.ofDays(3660);

  /** The greatest speed. */
  public static final double FASTEST = 100_000;

  private static final System.Logger LOG = System.getLogger(EmulatorClock.class.getName());

  private final InstantSource machine = InstantSource.system();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition arrived = lock.newCondition();
  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private final Signal<EmulatorClock> changes = new Signal<>();
  private volatile Flow flow = new Flow(machine.instant(), machine.instant(), 1);
  private @Nullable Journey journey;
  private long ordinal;

  public EmulatorClock() {
    Thread.ofPlatform().daemon().name("emulator-clock").start(this::run);
  }

  public Instant now() {
    return flow.at(machine.instant());
  }

  /** How many of its seconds pass in one second of the machine; 0 if it stands still. */
  public double speed() {
    lock.lock();
    try {
      return journey == null ? flow.speed : journey.speed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Goes on at another speed.
   *
   * @param speed 0 lets time stand still until it is {@linkplain #advance moved}; 1 is the
   *     machine's
   * @throws IllegalArgumentException if it is negative or above {@link #FASTEST}
   */
  public void speed(double speed) {
    if (!(speed >= 0 && speed <= FASTEST)) {
      throw new IllegalArgumentException("A clock's speed is from 0 to " + (long) FASTEST);
    }
    lock.lock();
    try {
      if (journey == null) {
        var machineNow = machine.instant();
        flow = new Flow(flow.at(machineNow), machineNow, speed);
      } else {
        journey = new Journey(journey.to, speed);
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
    changes.tell(this);
  }

  /**
   * Moves the time forward and returns when everything that became due has been done. What is sent
   * over the network because of it may still be on its way.
   *
   * @throws IllegalArgumentException if the duration is negative or above ten years
   */
  public void advance(Duration duration) {
    if (duration.isNegative() || duration.compareTo(FARTHEST) > 0) {
      throw new IllegalArgumentException(
          "A clock is advanced by 0 to " + FARTHEST.toDays() + " days");
    }
    lock.lock();
    try {
      var to = (journey == null ? now() : journey.to).plus(duration);
      journey = new Journey(to, journey == null ? flow.speed : journey.speed);
      changed.signal();
      while (closed.getCount() > 0 && journey != null && now().isBefore(to)) {
        arrived.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
    changes.tell(this);
  }

  /** Told when it has another speed or was moved. */
  public Signal<EmulatorClock> changes() {
    return changes;
  }

  /** Runs the task after the delay, of at most {@link #FARTHEST}. */
  public void after(Duration delay, Runnable task) {
    at(now().plus(delay), task);
  }

  /** Runs the task at the instant, or at once if that is past. */
  public void at(Instant due, Runnable task) {
    lock.lock();
    try {
      var added = new Task(due, ordinal++, task);
      tasks.add(added);
      if (tasks.peek() == added) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Blocks the calling thread for the duration in the machine's time, or until the world ends or
   * the thread is interrupted. For what people outside are made to wait: their clocks follow the
   * machine.
   *
   * @return whether the whole duration passed
   */
  public boolean pause(Duration duration) {
    try {
      return !closed.await(nanos(duration), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Drops everything that was to happen later, and follows the machine's clock again. */
  public void reset() {
    lock.lock();
    try {
      tasks.clear();
      journey = null;
      var machineNow = machine.instant();
      flow = new Flow(machineNow, machineNow, 1);
      arrived.signalAll();
      changed.signal();
    } finally {
      lock.unlock();
    }
    changes.tell(this);
  }

  @Override
  public void close() {
    closed.countDown();
    lock.lock();
    try {
      tasks.clear();
      arrived.signalAll();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    for (var task = next(); task != null; task = next()) {
      try {
        task.work.run();
      } catch (RuntimeException surprise) {
        LOG.log(System.Logger.Level.ERROR, "Something that was to happen now did not", surprise);
      }
    }
  }

  /** Waits for the next task that is due; null once the world has ended. */
  private @Nullable Task next() {
    lock.lock();
    try {
      while (closed.getCount() > 0) {
        var head = tasks.peek();
        if (journey != null) {
          if (head != null && !head.due.isAfter(journey.to)) {
            jump(head.due, 0);
            return tasks.poll();
          }
          jump(journey.to, journey.speed);
          journey = null;
          arrived.signalAll();
        } else if (head == null || flow.speed == 0 && head.due.isAfter(now())) {
          changed.awaitUninterruptibly();
        } else {
          long nanos = nanos(flow.machineTime(Duration.between(now(), head.due)));
          if (nanos <= 0) {
            return tasks.poll();
          }
          awaitChange(nanos);
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void jump(Instant to, double speed) {
    var machineNow = machine.instant();
    var now = flow.at(machineNow);
    flow = new Flow(to.isAfter(now) ? to : now, machineNow, speed);
  }

  private void awaitChange(long nanos) {
    try {
      changed.awaitNanos(nanos);
    } catch (InterruptedException interrupted) {
      // Nobody interrupts this thread; it looks again and goes on.
      LOG.log(System.Logger.Level.DEBUG, "Woken early", interrupted);
    }
  }

  /** The duration in nanoseconds; 292 years stand for anything longer. */
  private static long nanos(Duration duration) {
    return TimeUnit.NANOSECONDS.convert(duration);
  }

  /**
   * How this time follows the machine's.
   *
   * @param emulated what this clock showed at the machine's time
   */
  private record Flow(Instant emulated, Instant machine, double speed) {
    Instant at(Instant machineNow) {
      if (speed == 0) {
        return emulated;
      }
      var passed = Duration.between(machine, machineNow);
      return emulated.plus(speed == 1 ? passed : times(passed, speed));
    }

    Duration machineTime(Duration emulatedTime) {
      return speed == 1 ? emulatedTime : times(emulatedTime, 1 / speed);
    }

    private static Duration times(Duration duration, double factor) {
      return Duration.ofNanos((long) (nanos(duration) * factor));
    }
  }

  /** Where the clock is being moved to, and the speed it goes on at from there. */
  private record Journey(Instant to, double speed) {}

  private record Task(Instant due, long ordinal, Runnable work) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      int byTime = due.compareTo(other.due);
      return byTime == 0 ? Long.compare(ordinal, other.ordinal) : byTime;
    }
  }
}
