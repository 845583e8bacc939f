// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.emulator.carrier.Pace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmulatorProgramTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void printsWhereItIsAndHowToSpeakToIt() {
    try (var emulator =
        EmulatorProgram.start(EmulatorOptions.defaults(), new PrintWriter(out, true))) {
      assertThat(out.toString())
          .contains(emulator.baseUrl(), emulator.accountSid(), emulator.authToken())
          .contains("+14155550100, +18885550100");
    }
  }

  @Test
  void printsWhereItsProxyIsAndWhatToTrust(@TempDir Path folder) {
    var certificate = folder.resolve("twilio.pem");
    var options =
        EmulatorArguments.read(
            List.of("--port=0", "--proxy=0", "--proxy-certificate=" + certificate));
    try (var emulator = EmulatorProgram.start(options, new PrintWriter(out, true))) {
      assertThat(out.toString())
          .contains(emulator.proxyUrl().orElseThrow(), certificate.toString());
    }
  }

  @Test
  void takesItsTimeUnlessAskedToBeFast() {
    assertThat(EmulatorArguments.read(List.of()).pace()).isEqualTo(Pace.LIFELIKE);
    assertThat(EmulatorArguments.read(List.of("--fast")).pace()).isEqualTo(Pace.FAST);
  }

  @Test
  void readsOptionsWithAndWithoutAnEqualsSign() {
    var options =
        EmulatorArguments.read(List.of("--port=4010", "--host", "0.0.0.0", "--random-seed=-7"));

    assertThat(options.port()).isEqualTo(4010);
    assertThat(options.host()).isEqualTo("0.0.0.0");
    assertThat(options.randomSeed()).isEqualTo(-7);
  }

  @Test
  void listensAtItsUsualPort() {
    assertThat(EmulatorArguments.read(List.of()).port()).isEqualTo(8090);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --prot 1        | There is no option --prot
          4010            | '4010' belongs to no option
          --port          | --port needs a value
          --port=         | --port needs a value
          --port --fast   | --port needs a value
          --port 65536    | --port must be a number from 0 to 65535, not '65536'
          --port many     | --port must be a number from 0 to 65535, not 'many'
          --fast=yes      | --fast takes no value
          --proxy x       | --proxy must be a number from 0 to 65535, not 'x'
          --proxy-certificate x.pem | --proxy-certificate says nothing without --proxy
          """)
  void saysWhatItDoesNotUnderstand(String line, String problem) throws InterruptedException {
    assertThat(run(line.split(" "))).isEqualTo(2);
    assertThat(err.toString()).startsWith(problem).contains("--help");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void saysInASentenceThatItCannotListen() throws InterruptedException {
    try (var other = TwilioEmulator.start()) {
      int port = URI.create(other.baseUrl()).getPort();

      assertThat(run("--port", "" + port)).isEqualTo(1);
      assertThat(err.toString()).contains("already in use").doesNotContain("\tat ");
    }
  }

  @Test
  void explainsItself() throws InterruptedException {
    assertThat(run("--port", "many", "--help")).isZero();
    assertThat(out.toString()).contains("--port", "--host", "--fast", "--random-seed");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void leavesTheOptionsItWasGivenAsTheyAre() {
    var options = EmulatorOptions.defaults();

    assertThat(options.withPort(4010).port()).isEqualTo(4010);
    assertThat(options.port()).isZero();
    assertThatThrownBy(() -> options.withPort(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  private int run(String... arguments) throws InterruptedException {
    return EmulatorProgram.run(
        List.of(arguments), new PrintWriter(out, true), new PrintWriter(err, true));
  }
}
