// SPDX-License-Identifier: Apache-2.0
/**
 * The vocabulary of "no". A room names its refusals in an enum of {@link
 * io.trunkline.problem.RefusalCode}s; thrown as a {@link io.trunkline.problem.RefusalException}, a
 * refusal travels to the one advice here and leaves as an RFC 9457 problem with a stable {@code
 * code}. {@link io.trunkline.problem.JsonBody} reads a request and gathers all that is wrong with
 * it. Every room may come in.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.trunkline.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
