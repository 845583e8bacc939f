// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import io.trunkline.emulator.account.Concurrency;
import io.trunkline.emulator.carrier.Pace;
import io.trunkline.emulator.number.PhoneNumbers;
import io.trunkline.emulator.seedfile.SeedFile;
import io.trunkline.emulator.world.World;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How an emulator starts. A value: each {@code with} answers a changed copy. */
public final class EmulatorOptions implements Cloneable {
  /**
   * The numbers that the live account owns unless told otherwise: a long code and a toll-free one.
   */
  public static final List<String> NUMBERS = List.of("+14155550100", "+18885550100");

  private String host = "localhost";
  private int port;
  private long randomSeed = new SplittableRandom().nextLong();
  private Pace pace = Pace.FAST;
  private List<String> numbers = NUMBERS;
  private int concurrentRequests = Concurrency.UNLIMITED;
  private BigDecimal balance = new BigDecimal("1000.00");
  private @Nullable SeedFile seed;
  private @Nullable Integer proxyPort;
  private Path proxyCertificate =
      Path.of(System.getProperty("java.io.tmpdir"), "trunkline-emulator.pem");

  private EmulatorOptions() {}

  /**
   * A free port, a fast pace, the usual numbers, and identifiers that no other emulator has made:
   * whoever keeps them in a database may count on that, as with Twilio's.
   */
  public static EmulatorOptions defaults() {
    return new EmulatorOptions();
  }

  /** The name or address it listens at. */
  public String host() {
    return host;
  }

  /** {@code 0.0.0.0} lets other machines in. */
  public EmulatorOptions withHost(String host) {
    return changed(copy -> copy.host = host);
  }

  public int port() {
    return port;
  }

  /** Where it listens; 0 picks a free port. */
  public EmulatorOptions withPort(int port) {
    checkPort(port);
    return changed(copy -> copy.port = port);
  }

  public long randomSeed() {
    return randomSeed;
  }

  /** Decides every identifier it makes: the same number, the same identifiers. */
  public EmulatorOptions withRandomSeed(long randomSeed) {
    return changed(copy -> copy.randomSeed = randomSeed);
  }

  public Pace pace() {
    return pace;
  }

  /** How long a message stays in each status. */
  public EmulatorOptions withPace(Pace pace) {
    return changed(copy -> copy.pace = pace);
  }

  public List<String> numbers() {
    return numbers;
  }

  /** What the live account owns, in E.164 form. */
  public EmulatorOptions withNumbers(String... numbers) {
    for (var number : numbers) {
      if (!PhoneNumbers.isPossible(number)) {
        throw new IllegalArgumentException("'" + number + "' is not a phone number in E.164 form");
      }
    }
    return changed(copy -> copy.numbers = List.of(numbers));
  }

  public int concurrentRequests() {
    return concurrentRequests;
  }

  /**
   * How many requests of an account are answered at a time, the others being refused with 429; 0
   * for as many as come.
   */
  public EmulatorOptions withConcurrentRequests(int requests) {
    if (requests < 0) {
      throw new IllegalArgumentException("A limit of concurrent requests cannot be negative");
    }
    return changed(copy -> copy.concurrentRequests = requests);
  }

  public BigDecimal balance() {
    return balance;
  }

  /** What each account has to spend, in US dollars. */
  public EmulatorOptions withBalance(BigDecimal balance) {
    return changed(copy -> copy.balance = balance);
  }

  /** Begins the world, and begins it again on each reset, by the file and without other numbers. */
  public EmulatorOptions withSeed(SeedFile seed) {
    return changed(
        copy -> {
          copy.seed = seed;
          copy.numbers = List.of();
        });
  }

  Optional<Integer> proxyPort() {
    return Optional.ofNullable(proxyPort);
  }

  /**
   * Starts a proxy beside it, for programs that cannot change Twilio's address; 0 picks a free
   * port.
   */
  public EmulatorOptions withProxy(int port) {
    checkPort(port);
    return changed(copy -> copy.proxyPort = port);
  }

  public Path proxyCertificate() {
    return proxyCertificate;
  }

  /** The PEM file that a proxy writes, for those programs to trust. */
  public EmulatorOptions withProxyCertificate(Path file) {
    return changed(copy -> copy.proxyCertificate = file);
  }

  /** Adds what the seed file describes, if there is one. */
  void plant(World world) {
    if (seed != null) {
      seed.plant(world);
    }
  }

  private static void checkPort(int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("A port is from 0 to 65535, not " + port);
    }
  }

  private EmulatorOptions changed(Consumer<EmulatorOptions> change) {
    try {
      var copy = (EmulatorOptions) clone();
      change.accept(copy);
      return copy;
    } catch (CloneNotSupportedException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
