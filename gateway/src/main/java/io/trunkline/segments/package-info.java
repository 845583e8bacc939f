// SPDX-License-Identifier: Apache-2.0
/**
 * How a text is cut up for the air: its encoding and the number of segments that will be paced,
 * queued and paid for. Pure: it knows nobody.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.trunkline.segments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
