/** What the doors of the execution profile have in common. */
package io.tickwire.edge.exec;
