// SPDX-License-Identifier: Apache-2.0
/** Somebody else's application, with its own root package and its own Flyway. */
@NullMarked
package com.example.bistro;

import org.jspecify.annotations.NullMarked;
