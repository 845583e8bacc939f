// SPDX-License-Identifier: Apache-2.0
/**
 * What an account allows itself, beyond the law: where it sends, how often to neighbouring numbers,
 * what its texts must say and must not, when it keeps quiet. A {@link io.trunkline.policy.Policy}
 * is stored in versions that are never changed; whoever accepts messages asks {@link
 * io.trunkline.policy.Scrutiny}, whoever decides about a recipient reads {@link
 * io.trunkline.policy.Policies}.
 */
@ApplicationModule(
    allowedDependencies = {"account", "background", "events", "law", "phone", "problem", "storage"})
@NullMarked
package io.trunkline.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
