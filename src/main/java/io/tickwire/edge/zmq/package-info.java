/**
 * ZeroMQ: Expert Advisors on a ROUTER, ticks on a PUB. One thread owns every socket, and hands over to the verticle's
 * context and back through bounded queues.
 */
package io.tickwire.edge.zmq;
