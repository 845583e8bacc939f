// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import io.trunkline.emulator.clock.EmulatorClock;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Gives the servers of this process the time of the emulator, so that both can be moved ahead. */
@AutoConfiguration(beforeName = "io.trunkline.id.IdConfiguration")
class StageClock {

  static volatile @Nullable EmulatorClock world;

  @Bean
  Clock worldClock() {
    var running = world;
    InstantSource source = running == null ? InstantSource.system() : running::now;
    return source.withZone(ZoneOffset.UTC);
  }
}
