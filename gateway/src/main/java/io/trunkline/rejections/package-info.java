// SPDX-License-Identifier: Apache-2.0
/**
 * Why a request that claims to be Twilio's was not believed. Whoever refuses one says so here; it
 * is recorded with what is to be changed, or counted when there are many. Why a signature is wrong
 * is found by trying what proxies and settings usually spoil: what then matches only Twilio can
 * have made, and nothing else of a request is ever shown.
 */
@ApplicationModule(allowedDependencies = {"account", "id", "signatures", "storage"})
@NullMarked
package io.trunkline.rejections;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
