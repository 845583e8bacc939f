// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.rest.messaging.v1.Service;
import java.net.URI;

final class ServicesRow {
  private static final String MISSING = "MG" + "9".repeat(32);

  private ServicesRow() {}

  static Row<Service> row() {
    return Row.of("Messaging Services", Service::getSid)
        .creates((stage, n) -> create(stage, "Service " + n))
        .lists(stage -> Service.reader())
        .fetches((stage, sid) -> Service.fetcher(sid))
        .updates(
            (stage, sid) -> Service.updater(sid).setAreaCodeGeomatch(true),
            Service::getAreaCodeGeomatch,
            true)
        .deletes((stage, sid) -> Service.deleter(sid))
        .refuses(
            "a service that is not there",
            20404,
            404,
            stage -> Service.fetcher(MISSING).fetch(stage.client()))
        .refuses("no name", 20002, 400, stage -> create(stage, ""))
        .refuses("a name of 65 characters", 20002, 400, stage -> create(stage, "n".repeat(65)))
        .refuses(
            "a URL that is none",
            20001,
            400,
            stage ->
                Service.creator("x")
                    .setInboundRequestUrl(URI.create("nonsense"))
                    .create(stage.client()))
        .refuses(
            "a period that is too long",
            20001,
            400,
            stage -> Service.creator("x").setValidityPeriod(36_001).create(stage.client()))
        .refuses(
            "a use that there is not",
            21713,
            400,
            stage -> Service.creator("x").setUsecase("pranks").create(stage.client()));
  }

  /** Its SID. */
  static String create(Stage stage, String name) {
    return Service.creator(name).create(stage.client()).getSid();
  }
}
