/** What the REST API says, and what it takes from old clients and webhooks. Pure. */
package io.tickwire.protocol.rest;
