// SPDX-License-Identifier: Apache-2.0
package io.trunkline.storage;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of our tables.
 *
 * @param migrate whether the schema {@code trunkline} is created and brought up to date at start;
 *     switch it off where only a database administrator may change schemas, and start then fails if
 *     a migration is missing
 */
@ConfigurationProperties("trunkline.storage")
record StorageProperties(@DefaultValue("true") boolean migrate) {}
