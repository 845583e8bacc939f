// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

@AutoConfiguration(afterName = "io.trunkline.storage.StorageConfiguration")
@EnableConfigurationProperties(DispatchProperties.class)
class DispatchConfiguration {}
