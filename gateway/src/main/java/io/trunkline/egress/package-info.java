// SPDX-License-Identifier: Apache-2.0
/**
 * The way to servers of strangers: URLs that other people give us, to fetch from or to tell of
 * events. A name is looked up once, judged, and what was judged is connected to; nobody is led on,
 * and nobody holds us longer than we wait. What is asked, and what an answer means, is the business
 * of the rooms that come in.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.trunkline.egress;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
