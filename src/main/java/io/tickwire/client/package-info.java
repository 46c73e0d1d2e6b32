/**
 * The client kit for Java: one connection to a Tickwire server that stays. It keeps the rule that all kits keep,
 * {@code src/docs/clients/README.md}. What a client says and hears is in {@link io.tickwire.client.ClientSession} and the
 * small classes around it, without a socket; {@link io.tickwire.client.TickwireClient} is the shell.
 */
package io.tickwire.client;
