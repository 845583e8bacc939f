// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.trunkline.server.database;

import org.jspecify.annotations.NullMarked;
