/**
 * Which models a node has and which version of each answers: the folder they are in, the traffic between versions, and
 * how one replaces another under load.
 */
package io.tickwire.inference.shelf;
