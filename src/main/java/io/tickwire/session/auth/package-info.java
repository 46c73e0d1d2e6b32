/** Who shows what: tokens, keys, tickets, what failed attempts cost, and the log of all that. */
package io.tickwire.session.auth;
