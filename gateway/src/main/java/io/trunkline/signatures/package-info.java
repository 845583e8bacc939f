// SPDX-License-Identifier: Apache-2.0
/**
 * What Twilio signs, and how: a request to one of our callback paths as it came, what of it is
 * under the signature, and which auth token has made that. Pure: it knows no account, no route and
 * no database, and believes nothing that a header says about where a request went.
 */
@ApplicationModule(allowedDependencies = "problem")
@NullMarked
package io.trunkline.signatures;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
