// SPDX-License-Identifier: Apache-2.0
package io.trunkline.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        // This network, loopback, link-local with the clouds' metadata, and the private ones.
        "0.0.0.0",
        "0.1.2.3",
        "127.0.0.1",
        "127.255.255.255",
        "169.254.169.254",
        "169.254.170.2",
        "10.0.0.1",
        "10.255.255.255",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.0.1",
        // Shared by carriers (Alibaba's metadata), protocols (Oracle's), documents, benchmarks.
        "100.64.0.0",
        "100.100.100.200",
        "100.127.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "198.51.100.1",
        "203.0.113.1",
        "198.18.0.1",
        "198.19.255.255",
        "192.88.99.1",
        // Azure's own, multicast, reserved, broadcast.
        "168.63.129.16",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        // Unspecified, loopback, mapped, compatible, translated.
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "::ffff:0:7f00:1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1",
        "100::1",
        // Teredo, ORCHID, documents, 6to4 even of a public address, segment routing.
        "2001::1",
        "2001:10::1",
        "2001:1ff:ffff::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:808:808::1",
        "3fff::1",
        "5f00::1",
        // Unique local (AWS's metadata), link-local, site-local, multicast, what nobody has.
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "4000::1",
        "8000::1"
      })
  void refusesWhatIsNotForThePublic(String address) {
    assertThat(publicOnly().mayBeReached(at(address))).isFalse();
    assertThatThrownBy(() -> answering(address).resolve("pictures.example"))
        .isInstanceOf(RefusedAddressException.class)
        .hasMessageNotContaining(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "168.63.129.15",
        "168.63.129.17",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "::ffff:8.8.8.8",
        "2001:200::1",
        "2001:4860:4860::8888",
        "2003::1",
        "2606:4700::1111",
        "3ffe:ffff::1"
      })
  void letsThePublicPass(String address) throws UnknownHostException {
    assertThat(answering(address).resolve("pictures.example")).containsExactly(at(address));
  }

  @Test
  void refusesANameOfWhichOneAddressIsNotPublic() {
    assertThatThrownBy(() -> answering("1.1.1.1", "10.0.0.1").resolve("pictures.example"))
        .isInstanceOf(RefusedAddressException.class);
  }

  @Test
  void handsOnFewAddressesOfEachFamilyAndJudgesAll() throws UnknownHostException {
    assertThat(
            answering("1.1.1.1", "1.1.1.2", "1.1.1.3", "2003::1", "2003::2", "2003::3")
                .resolve("pictures.example"))
        .containsExactly(at("1.1.1.1"), at("1.1.1.2"), at("2003::1"), at("2003::2"));
    assertThatThrownBy(
            () -> answering("1.1.1.1", "1.1.1.2", "10.0.0.1").resolve("pictures.example"))
        .isInstanceOf(RefusedAddressException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2130706433", "127.1", "localhost", "[::1]", "[::ffff:7f00:1]"})
  void isNotFooledByOtherWaysToWriteAnAddress(String host) {
    var names = SystemDefaultDnsResolver.INSTANCE;

    assertThatThrownBy(() -> new PublicAddresses(names, List.of()).resolve(host))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void reachesNetworksOfOurOwnThatAreAllowed() throws UnknownHostException {
    var allowed = List.of(Network.parse("10.1.0.0/16"), Network.parse("fd00:1::/32"));
    var names = new FakeNames().answers("media.internal", "10.1.255.255", "fd00:1:ffff::1");

    assertThat(new PublicAddresses(names, allowed).resolve("media.internal")).hasSize(2);
    assertThat(new PublicAddresses(names, allowed).mayBeReached(at("10.2.0.0"))).isFalse();
    assertThat(new PublicAddresses(names, allowed).mayBeReached(at("fd00:2::"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "10.0.0.0/33",
        "10.0.0.1/8",
        "::/129",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "10.0.0/8",
        "10.0.0.0/8/8",
        "fe80::1%eth0",
        "/8"
      })
  void refusesWhatIsNoNetwork(String text) {
    assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "::/0", "127.0.0.1", "10.20.0.0/15"})
  void readsANetwork(String text) {
    assertThat(Network.parse(text).contains(Network.parse(text).base())).isTrue();
  }

  private static PublicAddresses publicOnly() {
    return new PublicAddresses(new FakeNames(), List.of());
  }

  private static PublicAddresses answering(String... addresses) {
    return new PublicAddresses(new FakeNames().answers("pictures.example", addresses), List.of());
  }

  private static InetAddress at(String address) {
    return InetAddress.ofLiteral(address);
  }
}
