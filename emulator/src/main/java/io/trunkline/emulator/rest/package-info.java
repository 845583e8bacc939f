// SPDX-License-Identifier: Apache-2.0

/**
 * Twilio's REST resources, one file per resource, so that the folder is the list of what is
 * imitated.
 */
@NullMarked
package io.trunkline.emulator.rest;

import org.jspecify.annotations.NullMarked;
