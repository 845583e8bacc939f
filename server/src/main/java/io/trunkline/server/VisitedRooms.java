// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server;

import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.core.type.AnnotationMetadata;

/**
 * The few rooms that a short command needs. Named as text because their configurations are private
 * to them; leaving the others out is what keeps a command from sending somebody's messages.
 */
final class VisitedRooms implements DeferredImportSelector {

  @Override
  public String[] selectImports(AnnotationMetadata importing) {
    return new String[] {
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "io.trunkline.id.IdConfiguration",
      "io.trunkline.storage.StorageConfiguration",
      "io.trunkline.account.AccountConfiguration",
      "io.trunkline.law.LawConfiguration"
    };
  }
}
