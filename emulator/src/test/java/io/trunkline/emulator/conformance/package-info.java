// SPDX-License-Identifier: Apache-2.0

/**
 * Twilio's own Java SDK walks through every resource in the same way: create, list over pages,
 * fetch, update, delete, and be refused at least three times with the right code and status.
 *
 * <p>A resource is one row. To add one, write a class {@code <Resource>Row} here with a method
 * {@code static Row<T> row()}, add it to {@link io.trunkline.emulator.conformance.Rows} and its
 * name to the list that {@code ConformanceTest} expects. {@code KeysRow} is the shortest complete
 * example, {@code MediaRow} one of a resource inside another and with an operation less.
 *
 * <ul>
 *   <li>{@code creates} makes the n-th thing and returns what identifies it; use n to make things
 *       differ. What is there without being made (prices, countries) is {@code standing} instead.
 *   <li>{@code lists}, {@code fetches}, {@code updates} and {@code deletes} return the SDK's
 *       unexecuted request; the suite executes it and judges the outcome.
 *   <li>What Twilio does not offer is said by {@code without}, with the reason. A row that is
 *       silent about an operation fails.
 *   <li>Inside another resource: {@code within} makes the outer one, and {@code stage.parent()} is
 *       what it returned.
 *   <li>{@code refuses} names what is tried, Twilio's code and the HTTP status.
 * </ul>
 *
 * <p>Every test has an emulator of its own. An operation that the emulator serves and no row does
 * fails the suite. What only one resource can do is tested elsewhere.
 */
@NullMarked
package io.trunkline.emulator.conformance;

import org.jspecify.annotations.NullMarked;
