/** The execution profile: what Expert Advisors that execute themselves ask and tell, and the ticks that are published. */
package io.tickwire.protocol.exec;
