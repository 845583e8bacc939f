// SPDX-License-Identifier: Apache-2.0

/** Accounts, their subaccounts and their credentials. */
@NullMarked
package io.trunkline.emulator.account;

import org.jspecify.annotations.NullMarked;
